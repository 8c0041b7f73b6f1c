import { addMilliseconds } from '#libs/kernel/index.js';

import { boueeContinued, boueeReduced, cabotageLaunched, quaiOuvertContinued } from '../cast/decisions.cast.js';
import {
  BOUEE_FIRST,
  BOUEE_SECOND,
  CABOTAGE_BEGUN,
  CABOTAGE_INVESTIGATED,
  QUAI_OUVERT_FIRST,
} from '../cast/dossiers.cast.js';
import { BOUEE, CABOTAGE, QUAI_OUVERT } from '../cast/lived-products.cast.js';
import { OTHER_PRODUCTS, VIGIE } from '../cast/other-products.cast.js';
import { SPONSORS } from '../cast/people.cast.js';
import { castId } from '../cast.repository.js';
import type { Stage } from '../stage.js';
import { at, Timeline } from '../timeline.js';
import { arrive, openIncubator } from './arrivals.js';
import { submit, write } from './dossier.js';
import { convene, type HeldSitting, plan, type PlannedSitting, sit } from './sitting.js';
import { askForSignatures, sign } from './sign-off.js';

const HOUR = 3_600_000;

/** Days ago that the incubator opens: before everything that is lived here. */
const OPENING_DAYS_AGO = 229;

const ROOM = 'Salle de la Vigie, 3 quai des Estuaires';
const VIDEO = 'https://visio.example/comite-littoral';

/** What is lived here before today, and what is ahead: eight months of three products, then the present of all twelve. */
export class Story {
  readonly #timeline: Timeline;
  readonly #launch: HeldSitting;
  readonly #coFunded: HeldSitting;
  readonly #yesterday: HeldSitting;
  readonly #inPreparation: PlannedSitting;

  constructor(
    private readonly stage: Stage,
    now: string,
  ) {
    const timeline = new Timeline(now);
    this.#timeline = timeline;
    const where = { place: ROOM, videoUrl: null };
    this.#launch = {
      ...where,
      products: [CABOTAGE, BOUEE],
      on: timeline.workingDayAgo(165),
      time: '10:00',
      decisions: [cabotageLaunched, boueeContinued],
    };
    this.#coFunded = {
      ...where,
      products: [QUAI_OUVERT],
      on: timeline.workingDayAgo(150),
      time: '14:00',
      decisions: [(heldOn) => quaiOuvertContinued(heldOn, castId.organisation)],
      represented: { person: SPONSORS.iroise, by: 'Soizic Le Bris' },
    };
    this.#yesterday = {
      ...where,
      products: [BOUEE],
      on: timeline.workingDayAgo(1),
      time: '10:00',
      decisions: [boueeReduced],
    };
    this.#inPreparation = { ...where, products: [CABOTAGE], on: timeline.workingDayIn(12), time: '14:00' };
  }

  static begins(now: string): string {
    return at(new Timeline(now).ago(OPENING_DAYS_AGO), '09:00');
  }

  async play(): Promise<void> {
    await openIncubator(this.stage);
    await this.#workingDay(228, '09:30');
    for (const product of [CABOTAGE, BOUEE, QUAI_OUVERT]) await arrive(this.stage, this.#timeline, product);
    await this.#lastHalfYear();
    await this.#lately();
    await this.#today();
  }

  /** Two committees, three decisions, three records signed and sealed. */
  async #lastHalfYear(): Promise<void> {
    const { stage } = this;
    await this.#workingDay(190, '11:00');
    const launch = await convene(stage, this.#launch);
    await this.#workingDay(176, '16:00');
    const coFunded = await convene(stage, this.#coFunded);
    await this.#workingDay(174, '17:45');
    await write(stage, launch, CABOTAGE, CABOTAGE_INVESTIGATED);
    await submit(stage, launch, CABOTAGE);
    await write(stage, launch, BOUEE, BOUEE_FIRST);
    await submit(stage, launch, BOUEE);
    await stage.until(at(this.#launch.on, this.#launch.time));
    await sit(stage, launch, this.#launch);
    await this.#workingDay(162, '09:40');
    for (const product of this.#launch.products) await askForSignatures(stage, launch, product);
    await this.#workingDay(160, '17:20');
    await sign(stage, SPONSORS.gensDeMer, { choice: 'approve', comment: '' });
    await sign(stage, SPONSORS.littoral, { choice: 'approve', comment: '' });
    await this.#workingDay(158, '12:10');
    await write(stage, coFunded, QUAI_OUVERT, QUAI_OUVERT_FIRST);
    await submit(stage, coFunded, QUAI_OUVERT);
    await stage.until(at(this.#coFunded.on, this.#coFunded.time));
    await sit(stage, coFunded, this.#coFunded);
    await this.#workingDay(147, '11:15');
    await askForSignatures(stage, coFunded, QUAI_OUVERT);
    await this.#workingDay(146, '08:50');
    await sign(stage, SPONSORS.ports, { choice: 'approve', comment: '' });
    await this.#workingDay(142, '18:05');
    await sign(stage, SPONSORS.iroise, {
      choice: 'approve-with-reservations',
      comment: 'La part de la région vaut pour ses propres ports\u202F; le reste est à la charge de l’agence.',
    });
  }

  /** A committee convened and prepared for in two weeks, and one that sat on the last working day. */
  async #lately(): Promise<void> {
    const { stage } = this;
    await this.#workingDay(48, '10:10');
    const inPreparation = await convene(stage, this.#inPreparation);
    await this.#workingDay(36, '15:30');
    const yesterday = await convene(stage, this.#yesterday);
    await this.#workingDay(9, '16:20');
    await write(stage, yesterday, BOUEE, BOUEE_SECOND);
    await submit(stage, yesterday, BOUEE);
    await this.#workingDay(1, '09:00');
    await write(stage, inPreparation, CABOTAGE, CABOTAGE_BEGUN);
    await stage.until(at(this.#yesterday.on, this.#yesterday.time));
    // The record of this sitting is written, and its mails sent, before the eyes of who starts Jalon.
    stage.leaveTheRestToTheWorker();
    await sit(stage, yesterday, this.#yesterday);
  }

  /** The other products come in as the register tells them; one committee is planned, another convened. */
  async #today(): Promise<void> {
    const { stage } = this;
    await stage.until(addMilliseconds(this.#timeline.now, -2 * HOUR));
    for (const product of OTHER_PRODUCTS) await arrive(stage, this.#timeline, product);
    await stage.until(addMilliseconds(this.#timeline.now, -HOUR));
    await plan(stage, {
      products: [VIGIE],
      on: this.#timeline.workingDayIn(38),
      time: '10:00',
      place: null,
      videoUrl: VIDEO,
    });
    await convene(stage, {
      products: [QUAI_OUVERT],
      on: this.#timeline.workingDayIn(48),
      time: '09:30',
      place: ROOM,
      videoUrl: VIDEO,
    });
    await stage.until(this.#timeline.now);
  }

  async #workingDay(daysAgo: number, time: string): Promise<void> {
    await this.stage.until(at(this.#timeline.workingDayAgo(daysAgo), time));
  }
}

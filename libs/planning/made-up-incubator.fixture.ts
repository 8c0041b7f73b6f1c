import { addDays, type CalendarDate } from '#libs/kernel/index.js';

import type { PlanningFacts, ProductFacts } from './facts.js';
import { DEFAULT_PARAMETERS, type PlanParameters } from './parameters.js';

/** Always the same numbers between 0 and 1 for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface MadeUp {
  readonly products: number;
  /** Administrations that sponsor them, some far more than others. */
  readonly sponsors: number;
  readonly seed?: number;
  readonly incubatorId?: string;
  readonly today?: CalendarDate;
  /** Share of products that two administrations fund. */
  readonly coFunded?: number;
  /** Times each person is away, for up to a fortnight. */
  readonly absencesEach?: number;
}

export const MADE_UP_PARAMETERS: PlanParameters = { ...DEFAULT_PARAMETERS, from: '2026-03-02', to: '2026-08-31' };

/** An incubator that does not exist: products wanted all along a half-year, sponsors who have other things to do. */
export function madeUpIncubator({
  products,
  sponsors,
  seed = 1,
  incubatorId = 'incubator',
  today = '2026-01-05',
  coFunded = 0.15,
  absencesEach = 3,
}: MadeUp): PlanningFacts {
  const next = numbersFrom(seed);
  const upTo = (count: number): number => Math.floor(next() * count);
  const sponsorAt = (index: number) => ({
    key: `sponsor-${incubatorId}-${index}`,
    name: `Direction ${index + 1}`,
    personId: `${incubatorId}-sponsor-${index}`,
  });
  const made = Array.from({ length: products }, (_, index): ProductFacts => {
    const id = `${incubatorId}-product-${index}`;
    // The square makes some sponsors carry many products and most of them few, as in the register.
    const carriers = [sponsorAt(Math.floor(next() * next() * sponsors))];
    if (next() < coFunded) carriers.push(sponsorAt(upTo(sponsors)));
    const bySponsor = new Map(carriers.map((one) => [one.key, one]));
    const wantedOn = addDays('2026-03-02', 20 + upTo(160));
    const dueOn = next() < 0.3 ? addDays(wantedOn, upTo(60)) : wantedOn;
    const team = [`${id}-intrapreneur`, `${incubatorId}-coach-${upTo(Math.ceil(products / 4))}`];
    const leads = [`${incubatorId}-lead`, 'dinum'];
    return {
      id,
      name: `Produit ${index + 1}`,
      incubatorId,
      sponsors: [...bySponsor.values()].map(({ key, name }) => ({ key, name })),
      wantedOn,
      dueOn,
      isAdvanced: false,
      envelopeEndsOn: next() < 0.4 ? addDays(dueOn, upTo(30)) : null,
      required: [
        { role: 'sponsor', personIds: [...bySponsor.values()].map(({ personId }) => personId), all: true },
        { role: 'intrapreneur', personIds: team.slice(0, 1), all: true },
        { role: 'incubator-lead', personIds: leads.slice(0, 1), all: false },
      ],
      people: [...bySponsor.values()].map(({ personId }) => personId).concat(team, leads),
    };
  });
  const everyone = [...new Set(made.flatMap(({ required }) => required.flatMap(({ personIds }) => personIds)))];
  const absences = everyone.flatMap((personId) =>
    Array.from({ length: absencesEach }, () => {
      const from = addDays('2026-03-02', upTo(182));
      return { personId, from, to: addDays(from, upTo(14)) };
    }),
  );
  return { today, products: made, occupied: [], absences };
}

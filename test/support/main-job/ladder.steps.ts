import { addMilliseconds } from '#libs/kernel/index.js';
import { type Rung, rungAt } from '#workflows/committee/index.js';

import { cast, type Player } from './cast.js';
import { allMails, expectMailsSince } from './mails.js';
import { invited } from './planning.steps.js';
import { sittingAt, type Step, type World } from './world.js';

const MOMENT = 10 * 60_000;

const team: readonly Player[] = [cast.intrapreneur, cast.developer, cast.coach, cast.otherIntrapreneur];
const coming = invited.filter((player) => player !== cast.user);

const each = (players: readonly Player[], subject: RegExp): [Player, RegExp][] =>
  players.map((player) => [player, subject]);

/** Who is told what at each rung (domain, half-yearly cycle, rule 3); whoever declined keeps no date. */
const told: Readonly<Record<Rung, ReadonlyMap<Player, RegExp>>> = {
  'D-45': new Map(each(coming, /^Date arrêtée : comité d’Aides simples et Permis clair/u)),
  'D-30': new Map([
    ...each([cast.director, cast.funder], /^À vérifier avant le comité du .* : la ligne budgétaire d’Aides simples$/u),
    ...each([cast.owner], /^À vérifier avant le comité du .* : la ligne budgétaire de Permis clair$/u),
  ]),
  'D-21': new Map([
    ...each([cast.intrapreneur, cast.developer], /^Votre dossier de comité est ouvert : Aides simples$/u),
    ...each([cast.coach], /^Votre dossier de comité est ouvert : Aides simples et Permis clair$/u),
    ...each([cast.otherIntrapreneur], /^Votre dossier de comité est ouvert : Permis clair$/u),
  ]),
  'D-14': new Map(each(team, /^Répétez votre comité/u)),
  // One dossier is there, the other is not: who is waited for hears that first, in the same mail.
  'D-7': new Map([
    ...each(coming, /^Dossier de comité à lire : Aides simples$/u),
    ...each([cast.otherIntrapreneur, cast.coach], /^Dossier attendu : Permis clair$/u),
  ]),
  late: new Map(each([cast.manager, cast.dinum], /^Dossier manquant : Permis clair/u)),
  'D-1': new Map(each(coming, /^Rappel : comité d’Aides simples et Permis clair/u)),
};

/** Goes to a rung and looks at what left; where time cannot be moved there is no ladder to wait for. */
function climb(rung: Rung): Step {
  return {
    name: `at ${rung}, the right people hear of it, once`,
    async run(world: World) {
      if (!world.advanceTo) return;
      const before = await allMails(world);
      world.advanceTo(addMilliseconds(rungAt(rung, sittingAt(world)), MOMENT));
      await expectMailsSince(world, before, told[rung]);
    },
  };
}

/** Until the dossiers are open. */
export const firstRungs: readonly Step[] = (['D-45', 'D-30', 'D-21'] as const).map(climb);

/** With one dossier submitted and the other not. */
export const lateRungs: readonly Step[] = (['D-14', 'D-7', 'late'] as const).map(climb);

/** The eve of the sitting. */
export const lastRungs: readonly Step[] = [climb('D-1')];

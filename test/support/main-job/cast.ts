import type { Role } from '#libs/identity/index.js';
import { addMonths, type CalendarDate } from '#libs/kernel/index.js';

import { aRegister, someOrganisations } from '../portfolio.builders.js';

/** Somebody of the main job. */
export interface Player {
  readonly name: string;
  readonly email: string;
}

const player = (name: string, email: string): Player => ({ name, email });

/** Everybody of the main job. `owner` sponsors the second product, and Jalon does not know it at first. */
export const cast = {
  lead: player('Lucie Ferrand', 'lucie.ferrand@fabrique.example'),
  manager: player('Paul Marchetti', 'paul.marchetti@fabrique.example'),
  dinum: player('Denise Noël', 'denise.noel@dinum.example'),
  operations: player('Omar Petit', 'omar.petit@fabrique.example'),
  intrapreneur: player('Inès Caron', 'ines.caron@dgcs.example'),
  coach: player('Côme Vidal', 'come.vidal@fabrique.example'),
  developer: player('Tess Lambert', 'tess.lambert@fabrique.example'),
  director: player('Simone Aubert', 'simone.aubert@dgcs.example'),
  funder: player('Marc Delvaux', 'marc.delvaux@sgpi.example'),
  otherIntrapreneur: player('Igor Blanchet', 'igor.blanchet@dhup.example'),
  owner: player('Hélène Roussel', 'helene.roussel@dhup.example'),
  user: player('Ursule Maillard', 'ursule.maillard@ville.example'),
} as const;

export const FIRST = { register: 'aides-simples', name: 'Aides simples' } as const;
export const SECOND = { register: 'permis-clair', name: 'Permis clair' } as const;
const INCUBATOR = { register: 'fabrique', name: 'La Fabrique' } as const;

/** How long ago the last committee of both products was held, in months: the next one is due in two. */
const MONTHS_SINCE_LAST = 4;

/** The day from which the half-years of both products are counted, for a main job that begins on `today`. */
export const anchorOf = (today: CalendarDate): CalendarDate => addMonths(today, -MONTHS_SINCE_LAST);

/** The two files of the register that the main job begins with. */
export function openingRegister(today: CalendarDate) {
  const last = anchorOf(today);
  const began = addMonths(last, -3);
  const sheet = ({ register, name }: { register: string; name: string }) => ({
    id: register,
    name,
    incubator: INCUBATOR.register,
    sponsors: ['dgcs'],
    phases: [
      { name: 'investigation', start: began, end: last },
      { name: 'construction', start: last },
    ],
    committees: [last],
  });
  return { startups: aRegister(sheet(FIRST), sheet(SECOND)), organisations: someOrganisations };
}

/** Who holds which role at first, and where, by the identifier of the register. */
export const openingRoles: readonly (Player & { readonly role: Role; readonly in: string })[] = [
  { ...cast.lead, role: 'incubator-lead', in: INCUBATOR.register },
  { ...cast.manager, role: 'portfolio-manager', in: INCUBATOR.register },
  { ...cast.dinum, role: 'dinum-portfolio-manager', in: INCUBATOR.register },
  { ...cast.operations, role: 'operations', in: INCUBATOR.register },
  { ...cast.intrapreneur, role: 'intrapreneur', in: FIRST.register },
  { ...cast.developer, role: 'team-member', in: FIRST.register },
  { ...cast.director, role: 'sponsor', in: FIRST.register },
  { ...cast.funder, role: 'sponsor', in: FIRST.register },
  { ...cast.otherIntrapreneur, role: 'intrapreneur', in: SECOND.register },
  { ...cast.coach, role: 'coach', in: FIRST.register },
  { ...cast.coach, role: 'coach', in: SECOND.register },
];

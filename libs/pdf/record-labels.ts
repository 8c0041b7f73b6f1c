import type {
  RecordIndicator,
  RecordMember,
  RecordObjective,
  RecordSignatory,
  SignatoryChoice,
} from './record-document.js';

/** What the codes of a record read as in French. Headings and column titles stand in the template. */
export const outcomeLabels: Readonly<Record<RecordObjective['outcome'], string>> = {
  validated: 'Validé',
  modified: 'Modifié',
  invalidated: 'Invalidé',
};

export const kindLabels: Readonly<Record<RecordIndicator['kind'], string>> = {
  effort: 'Effort',
  usage: 'Usage',
  impact: 'Impact',
};

export const statusLabels: Readonly<Record<RecordIndicator['status'], string>> = {
  reached: 'Atteint',
  'partly-reached': 'Partiellement atteint',
  missed: 'Non atteint',
  'not-measured': 'Non mesuré',
  'without-target': 'Sans cible',
};

export const choiceLabels: Readonly<Record<SignatoryChoice, string>> = {
  approved: 'Approuvé',
  'approved-with-reservations': 'Approuvé avec réserves',
  'changes-requested': 'Modifications demandées',
  declined: 'Refusé',
};

export const roleLabels: Readonly<Record<RecordSignatory['role'], string>> = {
  required: 'Signature requise',
  information: 'Pour information',
};

export function attendanceLabel(attendance: RecordMember['attendance']): string {
  if (attendance.kind === 'represented') return `Représenté·e par ${attendance.by}`;
  return attendance.kind === 'present' ? 'Présent·e' : 'Absent·e';
}

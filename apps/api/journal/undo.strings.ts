import { counted } from '#libs/kernel/index.js';
import type { UndoneEffect } from '#libs/workflow-runtime/index.js';

/** What the page of an undo says; effects by type, as people know them. */
export const undoStrings = {
  link: 'Annuler cette étape…',
  undone: 'Annulée',
  undoes: (revisions: readonly number[]): string =>
    revisions.length === 1
      ? `Annule l’entrée n°\u00A0${revisions[0]}`
      : `Annule les entrées n°\u00A0${revisions.join(', ')}`,
  lead: 'Rien ne s’efface\u00A0: le journal garde l’étape, son annulation et votre motif.',
  taken: 'Ce qui est annulé',
  gone: 'Déjà parti\u00A0: ne peut pas être repris',
  goneLead: 'Prévenez vous-même les personnes que cela concerne.',
  withdrawn: 'Ne partira pas',
  follows: 'Ce qui s’ensuit',
  submit: 'Annuler cette étape',
  keep: 'Ne rien annuler',
  reasonHint: 'Il sera lu dans le journal par toutes les personnes qui suivent le produit.',
  refused: 'Cette étape ne peut pas être annulée',
  back: 'Revenir au journal',
  done: 'L’étape est annulée. Le journal garde les deux.',
} as const;

/** One, and several. */
const EFFECTS: Readonly<Record<string, readonly [string, string]>> = {
  'invitations.send': ['envoi des convocations', 'envois de convocations'],
  'cancellations.send': ['envoi des avis d’annulation', 'envois d’avis d’annulation'],
  'dossiers.open': ['ouverture des dossiers', 'ouvertures de dossiers'],
  'reminder.send': ['rappel de préparation', 'rappels de préparation'],
  'operations.notify': ['message aux opérations', 'messages aux opérations'],
  'records.open': ['ouverture des relevés', 'ouvertures de relevés'],
  'sign-off.ask': ['demande de validation', 'demandes de validation'],
  'sign-off.remind': ['rappel à un signataire', 'rappels aux signataires'],
  'sign-off.escalate': ['signalement d’un retard de validation', 'signalements d’un retard de validation'],
  'sign-off.report-changes': ['signalement de modifications demandées', 'signalements de modifications demandées'],
  'sign-off.report-declined': ['signalement d’un refus', 'signalements de refus'],
  'duty.ask-to-plan': ['invitation à planifier un comité', 'invitations à planifier un comité'],
  'duty.remind-to-plan': ['rappel de planification', 'rappels de planification'],
  'duty.escalate': ['signalement d’un retard', 'signalements de retard'],
  'duty.report-overdue': ['signalement d’un retard', 'signalements de retard'],
  'lifecycle.report-mismatch': ['signalement d’un écart de phase', 'signalements d’écarts de phase'],
};

/** `2 demandes de validation, dont une peut-être en train de partir`: one line for each type. */
export function effectLines(effects: readonly UndoneEffect[]): readonly string[] {
  return [...new Set(effects.map(({ type }) => type))].map((type) => {
    const [one, many] = EFFECTS[type] ?? ['action automatique', 'actions automatiques'];
    const those = effects.filter((effect) => effect.type === type);
    const leaving = those.filter(({ fate }) => fate === 'under-way').length;
    return `${counted(those.length, one, many)}${leaving > 0 ? ' (peut-être en train de partir)' : ''}`;
  });
}

import type { AlarmSample, LoggedState } from '#libs/audit/index.js';
import { kindsThatWait } from '#libs/mail/index.js';
import type { Severity } from '#libs/ui/index.js';

export const STATE_LABELS: Readonly<Record<LoggedState, { readonly label: string; readonly severity: Severity }>> = {
  held: { label: 'En attente de départ', severity: 'new' },
  reserved: { label: 'Départ en cours', severity: 'info' },
  sending: { label: 'Départ en cours', severity: 'info' },
  sent: { label: 'Remis au serveur', severity: 'success' },
  refused: { label: 'Refusé pour l’instant', severity: 'warning' },
  bounced: { label: 'Revenu', severity: 'error' },
  unknown: { label: 'Sort inconnu', severity: 'warning' },
  dropped: { label: 'Sans objet, non envoyé', severity: 'neutral' },
};

/** What the log may be narrowed to, by the word in its address. */
export const STATE_FILTERS = {
  attente: { label: 'En attente de départ', states: ['held', 'reserved', 'sending'] },
  remis: { label: 'Remis au serveur', states: ['sent'] },
  refuse: { label: 'Refusés pour l’instant', states: ['refused'] },
  revenu: { label: 'Revenus', states: ['bounced'] },
  inconnu: { label: 'Sort inconnu', states: ['unknown'] },
  'sans-objet': { label: 'Sans objet, non envoyés', states: ['dropped'] },
} as const satisfies Readonly<Record<string, { readonly label: string; readonly states: readonly LoggedState[] }>>;

export type StateFilter = keyof typeof STATE_FILTERS;

/** Where a case is seen. */
export const CASE_PAGES: Readonly<Record<AlarmSample['process'], string>> = {
  'product-lifecycle': '/produits',
  'half-year-duty': '/produits',
  committee: '/comites',
  'deliberation-record': '/releves',
  'half-year-plan': '/planification',
  'date-poll': '/choix-de-date',
};

const listed = (labels: readonly string[]) =>
  new Intl.ListFormat('fr', { type: 'conjunction' }).format(labels.map((label) => label.toLowerCase()));

export const MAILS = {
  title: 'Courriels',
  lead: 'Ce que Jalon a écrit au sujet de vos comités, à qui, et ce que le serveur de messagerie en a dit.',
  mine: 'Mes courriels',
  saved: {
    digest: 'C’est noté\u00A0: ce qui peut attendre vous parviendra en un seul courriel par matin ouvré.',
    single: 'C’est noté\u00A0: vos courriels vous parviennent au fur et à mesure.',
  },
  legend: 'Comment recevoir ce qui peut attendre\u202F?',
  single: 'Au fur et à mesure',
  singleHint: 'Ce qui vous est dû à quelques minutes d’intervalle arrive en un seul courriel.',
  digest: 'Un point du matin',
  digestHint: 'Un courriel par jour ouvré, à 8\u00A0h\u00A030, heure de Paris\u202F; rien quand il n’y a rien à dire.',
  waits: `Peut attendre le matin\u00A0: ${listed(kindsThatWait('digest'))}.`,
  essential: `Ne s’arrête pas et n’attend pas le matin, parce qu’une décision en dépend\u00A0: ${listed([
    ...kindsThatWait('at-once'),
    ...kindsThatWait('minutes'),
  ])}.`,
} as const;

import { counted } from '#libs/kernel/index.js';

import type { AlarmKind } from './alarm.js';

interface AlarmMessage {
  /** What is late: a complete sentence for so many. */
  readonly what: (count: number) => string;
  /** What to do about it. */
  readonly advice: string;
}

const sentence =
  (one: string, many: string) =>
  (count: number): string =>
    `${counted(count, one, many)}.`;

/** What each alarm says to people. */
export const ALARM_MESSAGES: Readonly<Record<AlarmKind, AlarmMessage>> = {
  'relay-stopped': {
    what: sentence('action due n’est prise par aucun traitement', 'actions dues ne sont prises par aucun traitement'),
    advice:
      'Vérifiez qu’un processus de traitement (worker) fonctionne, et que la file (Redis, s’il y en a un) lui répond.',
  },
  'queue-stopped': {
    what: sentence(
      'action attend dans une file qui n’avance plus',
      'actions attendent dans une file qui n’avance plus',
    ),
    advice:
      'Vérifiez que les processus de traitement fonctionnent\u202F; s’ils sont débordés, ajoutez-en un. Rien n’est perdu\u00A0: ce qui attend sera repris.',
  },
  'effects-failing': {
    what: sentence('action échoue à chaque essai', 'actions échouent à chaque essai'),
    advice:
      'Réparez la cause (serveur de courriel, certificat, place sur le disque…). Jalon réessaie de lui-même, au plus tard toutes les trente minutes.',
  },
  'deadlines-late': {
    what: sentence(
      'échéance passée n’est prise par aucun traitement',
      'échéances passées ne sont prises par aucun traitement',
    ),
    advice:
      'Vérifiez qu’un processus de traitement (worker) fonctionne. Ce qui est échu sera fait une fois, dès son retour.',
  },
  'deadlines-refused': {
    what: sentence(
      'échéance passée a été refusée par son dossier',
      'échéances passées ont été refusées par leur dossier',
    ),
    advice:
      'Jalon réessaie toutes les heures. Si le refus dure, déplacez ou arrêtez cette échéance depuis le comité ou le relevé, et signalez l’anomalie.',
  },
  'cases-not-brought': {
    what: sentence(
      'dossier reste à une version antérieure de son processus',
      'dossiers restent à une version antérieure de leur processus',
    ),
    advice:
      '«\u00A0jalon migrate --dry-run\u00A0» dit lesquels et pourquoi. Vérifiez aussi qu’aucun programme de la version précédente ne fonctionne encore\u202F; si un dossier ne peut pas être adapté, signalez l’anomalie.',
  },
  'mails-never-sent': {
    what: sentence('courriel est dû et n’est jamais parti', 'courriels sont dus et ne sont jamais partis'),
    advice:
      'Vérifiez qu’un processus de traitement (worker) fonctionne et que le serveur de courriel lui répond ; la page « Courriels » dit à qui il manque. Rien n’est perdu : Jalon réessaie de lui-même, au plus tard toutes les trente minutes.',
  },
  'mails-unknown': {
    what: sentence(
      'courriel est peut-être parti, sans que rien ne le confirme',
      'courriels sont peut-être partis, sans que rien ne le confirme',
    ),
    advice:
      'Le serveur de courriel s’est tu pendant l’envoi. Demandez au destinataire s’il l’a reçu\u202F; Jalon ne l’enverra pas deux fois. L’alarme dure une semaine.',
  },
  'mails-bounced': {
    what: sentence('courriel a été refusé définitivement', 'courriels ont été refusés définitivement'),
    advice: 'Corrigez l’adresse de la personne, puis renvoyez l’invitation ou le lien. L’alarme dure une semaine.',
  },
  'committees-not-convened': {
    what: sentence(
      'comité planifié n’a pas été convoqué, et sa date est proche ou passée',
      'comités planifiés n’ont pas été convoqués, et leur date est proche ou passée',
    ),
    advice: 'Convoquez le comité, déplacez-le ou annulez-le depuis sa page.',
  },
  'committees-not-held': {
    what: sentence('comité convoqué n’a pas siégé le jour dit', 'comités convoqués n’ont pas siégé le jour dit'),
    advice: 'Ouvrez la séance s’il a eu lieu\u202F; sinon reportez-le ou annulez-le, avec la raison.',
  },
  'sittings-left-open': {
    what: sentence('séance est ouverte depuis plus d’un jour', 'séances sont ouvertes depuis plus d’un jour'),
    advice: 'Enregistrez les décisions qui manquent, puis levez la séance\u00A0: les relevés n’attendent qu’elle.',
  },
  'records-not-printed': {
    what: sentence('relevé attend son PDF', 'relevés attendent leur PDF'),
    advice:
      'La page du relevé dit ce qui a échoué. Corrigez le texte s’il est en cause\u202F; sinon regardez le journal du processus de traitement.',
  },
  'records-not-signed': {
    what: sentence(
      'relevé attend encore une validation, le délai de réponse étant dépassé',
      'relevés attendent encore une validation, le délai de réponse étant dépassé',
    ),
    advice: 'Appelez la personne dont la réponse manque, et renvoyez-lui son lien depuis la page du relevé.',
  },
  'records-not-sealed': {
    what: sentence('relevé validé n’est pas scellé', 'relevés validés ne sont pas scellés'),
    advice:
      'Vérifiez le certificat (SEAL_P12_PATH, SEAL_P12_PASSWORD, date de fin) et l’autorité d’horodatage (TIMESTAMP_URL).',
  },
  'logs-faulty': {
    what: sentence(
      'journal ne redonne pas l’état de son dossier, ou a été altéré',
      'journaux ne redonnent pas l’état de leur dossier, ou ont été altérés',
    ),
    advice:
      'Ne corrigez rien en base. Gardez une copie de celle-ci, comparez-la à une sauvegarde, et signalez l’anomalie.',
  },
};

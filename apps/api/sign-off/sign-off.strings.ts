import { counted } from '#libs/kernel/index.js';
import type { SignOffView } from '#libs/sign-off/index.js';
import type { SignOffChoice } from '#workflows/deliberation-record/index.js';

/** The words of the « Signature » page. */
export const STRINGS = {
  title: 'Signer le relevé de décision',
  answeredTitle: 'Votre réponse',
  deadTitle: 'Ce lien ne peut plus servir',
  brief: 'La décision en bref',
  follows: 'Ce que déclenche l’accord de tous les signataires requis',
  answer: 'Votre réponse',
  answerLead:
    'Rien n’est signé tant que vous n’avez pas choisi une réponse et saisi le code du courriel. Votre première réponse est définitive.',
  toAnswer: 'Aller à la réponse',
  pdf: 'Télécharger le relevé (PDF)',
  choice: 'Que répondez-vous\u00A0?',
  comment: 'Réserves, modifications ou motif',
  commentHint: 'À remplir sauf si vous approuvez sans réserve. Ce texte figurera au relevé ou sera transmis.',
  code: 'Code à six chiffres',
  codeHint: 'Il est écrit dans le courriel qui contenait ce lien.',
  submit: 'Enregistrer ma réponse',
  delegate: 'Vous ne pouvez pas répondre\u00A0?',
  delegateLead:
    'Vous pouvez confier votre réponse à une autre personne. Elle reçoit son propre lien, et le vôtre cesse de servir.',
  delegateOpen: 'Déléguer ma signature',
  delegateCode: 'Code du courriel, à six chiffres',
  delegateSubmit: 'Déléguer ma signature',
  delegated: 'Votre signature est déléguée',
  delegatedText:
    'La personne que vous avez nommée reçoit un courriel avec un lien à son nom. La personne qui a conduit le comité en est prévenue, ainsi que vous.',
  yourText: 'Ce que vous avez écrit',
  recorded: 'Votre réponse est enregistrée',
  already: 'Déjà enregistré',
  alreadyText: 'Votre première réponse est définitive. La voici.',
  fresh: 'Recevoir un nouveau lien à la même adresse',
  freshText:
    'Un nouveau lien et un nouveau code peuvent être envoyés à l’adresse qui a reçu celui-ci, et à aucune autre.',
  freshSent: 'Un nouveau courriel vient d’être envoyé à la même adresse',
  freshSentText: 'Ouvrez le lien qu’il contient, et saisissez le code écrit à côté.',
  noFresh:
    'Pour toute question, répondez au courriel que vous avez reçu\u00A0: il parviendra à la personne qui a conduit le comité.',
  refused: 'Votre demande n’a pas abouti',
} as const;

export const CHOICE_HINTS: Readonly<Record<SignOffChoice, string>> = {
  approve: 'La décision vous convient telle qu’elle est écrite.',
  'approve-with-reservations': 'Vous approuvez\u00A0; vos réserves figureront au relevé.',
  'request-changes': 'Le relevé retourne en rédaction, et une nouvelle version vous sera adressée.',
  decline: 'La décision ne prendra pas effet. Le comité et l’équipe sauront que vous refusez, et pourquoi.',
};

/** What comes after an answer, as things stand now. */
export function whatComesNext({ record, signatory, signature }: Extract<SignOffView, { kind: 'answered' }>): string {
  const { choice } = signature;
  const isApproval = choice === 'approve' || choice === 'approve-with-reservations';
  if (record.state === 'signed' || record.state === 'sealed' || record.state === 'superseded')
    return 'Tous les signataires requis ont approuvé\u00A0: la décision prend effet. Le relevé scellé est envoyé par courriel à l’équipe et aux signataires.';
  if (record.state === 'declined')
    return isApproval
      ? 'Un autre signataire a refusé\u00A0: la décision ne prend pas effet.'
      : 'Le relevé est clos\u00A0: la décision ne prend pas effet. Le comité et l’équipe en sont prévenus, avec votre motif.';
  if (record.state === 'changesRequested')
    return isApproval
      ? 'Un autre signataire demande des modifications\u00A0: une nouvelle version vous sera adressée.'
      : 'Le relevé retourne en rédaction. Une nouvelle version vous sera adressée pour signature.';
  if (!isApproval && !signatory.required)
    return 'Votre réponse est transmise à la personne qui a conduit le comité. La validation par les signataires requis continue.';
  const awaited = record.context.signatories.filter(({ required, answer }) => required && answer === null).length;
  return `Le relevé attend encore ${counted(awaited, 'réponse requise', 'réponses requises')}. Vous le recevrez scellé quand tous auront approuvé.`;
}

import { enumerate } from '#libs/committees/index.js';
import { frenchDateTime } from '#libs/kernel/index.js';
import { Alert, ButtonGroup, ButtonLink } from '#libs/ui/index.js';

import { type CommitteePageView, isAhead } from './committee-page.view.js';
import { missingSentences, RESPONSE_LABELS, SERIOUS } from './committee.strings.js';

/** What somebody should look at before the sitting, each with what can be done about it. */
export function CommitteeAlerts({ view }: { readonly view: CommitteePageView }) {
  if (!isAhead(view.committee)) return null;
  return (
    <>
      {view.choosesDate && <DatesProposed view={view} />}
      <Missing view={view} />
      <Unreachable view={view} />
      <Unrecognised view={view} />
      <AboutTheDate view={view} />
    </>
  );
}

function DatesProposed({ view: { committee } }: { readonly view: CommitteePageView }) {
  return (
    <Alert severity="info" title="Date à choisir" level={2}>
      <p>
        Plusieurs dates sont proposées aux membres.{' '}
        <a href={`/comites/${committee.id}/dates`}>Voir les réponses et choisir</a>
      </p>
    </Alert>
  );
}

function Missing({ view: { committee, manages } }: { readonly view: CommitteePageView }) {
  const sentences = missingSentences(committee.missing);
  if (sentences.length === 0) return null;
  return (
    <div id="manquants">
      <Alert severity="warning" title="Quelqu’un manque" level={2}>
        <Sentences of={sentences} />
        {manages && (
          <ButtonGroup>
            <ButtonLink href="#ajouter" kind="secondary" size="sm">
              Inviter quelqu’un à sa place
            </ButtonLink>
            <ButtonLink href={`/comites/${committee.id}/dates`} kind="tertiary" size="sm">
              Proposer d’autres dates
            </ButtonLink>
            <ButtonLink href={committee.state === 'planned' ? '#deplacer' : '#reporter'} kind="tertiary" size="sm">
              {committee.state === 'planned' ? 'Déplacer' : 'Reporter'}
            </ButtonLink>
          </ButtonGroup>
        )}
      </Alert>
    </div>
  );
}

function Unreachable({ view: { committee, unreachable } }: { readonly view: CommitteePageView }) {
  const names = committee.members.filter(({ person }) => unreachable.has(person.id)).map(({ person }) => person.name);
  if (names.length === 0) return null;
  return (
    <Alert severity="error" title={names.length > 1 ? 'Des courriels reviennent' : 'Un courriel revient'} level={2}>
      <p>
        {`La messagerie a refusé le dernier courriel adressé à ${enumerate(names)}. `}
        <a href="/courriels?etat=revenu">Corrigez l’adresse</a>
        &nbsp;: la convocation repart aussitôt.
      </p>
    </Alert>
  );
}

function Unrecognised({ view: { unrecognised } }: { readonly view: CommitteePageView }) {
  if (unrecognised.length === 0) return null;
  return (
    <Alert severity="warning" title="Réponses non reconnues" level={2}>
      <p>
        Des agendas ont répondu sans que Jalon puisse dire pour qui&nbsp;: rien n’a été changé. Demandez à la personne
        de répondre par le lien de son courriel.
      </p>
      <Sentences
        of={unrecognised.map(
          ({ sender, answer, receivedAt }) =>
            `${sender || 'Expéditeur inconnu'}\u00A0: ${(CALENDAR_WORDS[answer] ?? answer).toLowerCase()}, le ${frenchDateTime(receivedAt)}`,
        )}
      />
    </Alert>
  );
}

/** The words of RFC 5545 for an answer, in French. */
const CALENDAR_WORDS: Readonly<Record<string, string>> = {
  ACCEPTED: RESPONSE_LABELS.accepted.label,
  DECLINED: RESPONSE_LABELS.declined.label,
  TENTATIVE: RESPONSE_LABELS.tentative.label,
  DELEGATED: 'Délègue',
};

function AboutTheDate({ view: { warnings } }: { readonly view: CommitteePageView }) {
  if (warnings.length === 0) return null;
  const severity = warnings.some(({ code }) => SERIOUS.has(code)) ? 'warning' : 'info';
  return (
    <Alert severity={severity} title="À propos de cette date" level={2}>
      <Sentences of={warnings.map(({ message }) => message)} />
    </Alert>
  );
}

function Sentences({ of }: { readonly of: readonly string[] }) {
  return (
    <ul>
      {of.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

import { frenchDate, frenchDateTime, newId, sumCents } from '#libs/kernel/index.js';
import { CHOICE_LABELS, COMMENT_LENGTH, DEAD_LINK_MESSAGES, type SignOffView } from '#libs/sign-off/index.js';
import {
  Accordion,
  Alert,
  Button,
  ButtonGroup,
  ButtonLink,
  ErrorSummary,
  type Fact,
  Form,
  HiddenField,
  KeyFacts,
  Money,
  RadioGroup,
  Section,
  TextArea,
  TextField,
} from '#libs/ui/index.js';
import { SIGN_OFF_CHOICES } from '#workflows/deliberation-record/index.js';

import { Prose, RecordDocumentView } from '../record-document/index.js';
import { CHOICE_HINTS, STRINGS, whatComesNext } from './sign-off.strings.js';

type SentField = 'choice' | 'comment' | 'code' | 'delegateName' | 'delegateEmail' | 'delegateReason' | 'delegateCode';

/** A form as it was sent, and what was held against it. */
export interface SentAnswer {
  readonly values: Readonly<Partial<Record<SentField, string>>>;
  readonly errors: Readonly<Record<string, string>>;
}

export const NOTHING_SENT: SentAnswer = { values: {}, errors: {} };

interface Behind<K extends SignOffView['kind']> {
  readonly secret: string;
  readonly view: Extract<SignOffView, { kind: K }>;
}

/** The record to read, and the form to answer. Nothing in it is chosen beforehand. */
export function OpenPage({ secret, view, sent }: Behind<'open'> & { readonly sent: SentAnswer }) {
  const { record, follows, answerBy } = view;
  return (
    <>
      <ErrorSummary errors={sent.errors} title={STRINGS.refused} />
      <Section id="bref" title={STRINGS.brief}>
        <KeyFacts
          facts={[
            ...briefOf(record.document),
            ...(answerBy ? [{ term: 'À signer au plus tard le', value: frenchDate(answerBy) }] : []),
          ]}
        />
        <ButtonGroup>
          <ButtonLink href="#repondre">{STRINGS.toAnswer}</ButtonLink>
          <PdfLink secret={secret} />
        </ButtonGroup>
      </Section>
      <Follows sentences={follows} />
      <RecordDocumentView document={record.document} />
      <Section id="repondre" title={STRINGS.answer} lead={STRINGS.answerLead}>
        <AnswerForm secret={secret} sent={sent} />
      </Section>
      <DelegateForm secret={secret} sent={sent} person={view.person.name} />
    </>
  );
}

function AnswerForm({ secret, sent }: { readonly secret: string; readonly sent: SentAnswer }) {
  const { values, errors } = sent;
  return (
    <Form action={`/signature/${secret}`}>
      <RadioGroup
        name="choice"
        legend={STRINGS.choice}
        noDefault
        kept={values.choice}
        error={errors['choice']}
        choices={SIGN_OFF_CHOICES.map((value) => ({ value, label: CHOICE_LABELS[value], hint: CHOICE_HINTS[value] }))}
      />
      <TextArea
        name="comment"
        label={STRINGS.comment}
        hint={STRINGS.commentHint}
        optional
        maxLength={COMMENT_LENGTH}
        value={values.comment}
        error={errors['comment']}
      />
      <TextField
        name="code"
        label={STRINGS.code}
        hint={STRINGS.codeHint}
        inputMode="numeric"
        autocomplete="one-time-code"
        width="sm"
        maxLength={12}
        spellcheck={false}
        value={values.code}
        error={errors['code']}
      />
      <Button size="lg">{STRINGS.submit}</Button>
    </Form>
  );
}

/** For somebody who cannot answer in time: the person they name answers in their place, and both names are kept. */
function DelegateForm({
  secret,
  sent,
  person,
}: {
  readonly secret: string;
  readonly sent: SentAnswer;
  readonly person: string;
}) {
  const { values, errors } = sent;
  const field = (name: SentField) => ({ name, value: values[name], error: errors[name] });
  return (
    <Section id="deleguer" title={STRINGS.delegate} lead={STRINGS.delegateLead}>
      <Accordion title={STRINGS.delegateOpen} open={values.delegateName !== undefined}>
        <Form action={`/signature/${secret}/delegation`}>
          <TextField {...field('delegateName')} label="Prénom et nom de la personne" autocomplete="off" />
          <TextField {...field('delegateEmail')} label="Son adresse électronique" type="email" autocomplete="off" />
          <TextField
            {...field('delegateReason')}
            label="Motif"
            hint={`Il est conservé. Le relevé portera le nom de cette personne «\u00A0pour ${person}\u00A0».`}
            maxLength={500}
          />
          <TextField
            {...field('delegateCode')}
            label={STRINGS.delegateCode}
            hint={STRINGS.codeHint}
            inputMode="numeric"
            autocomplete="one-time-code"
            width="sm"
            maxLength={12}
            spellcheck={false}
          />
          <Button kind="secondary">{STRINGS.delegateSubmit}</Button>
        </Form>
      </Accordion>
    </Section>
  );
}

/** What was recorded, when, and what comes next: just after answering, and each time the link is opened again. */
export function AnsweredPage({ secret, view, now }: Behind<'answered'> & { readonly now: boolean }) {
  const { signature, record } = view;
  const hopeful = signature.choice.startsWith('approve') && !['declined', 'changesRequested'].includes(record.state);
  return (
    <>
      {now ? (
        <Alert severity="success" title={STRINGS.recorded} level={2} live>
          <p>{whatComesNext(view)}</p>
        </Alert>
      ) : (
        <Alert severity="info" title={STRINGS.already} level={2}>
          <p>{STRINGS.alreadyText}</p>
          <p>{whatComesNext(view)}</p>
        </Alert>
      )}
      <KeyFacts
        facts={[
          { term: 'Réponse', value: CHOICE_LABELS[signature.choice] },
          {
            term: 'Enregistrée',
            value: <time datetime={signature.signedAt}>{frenchDateTime(signature.signedAt)}</time>,
            note: 'Heure de Paris',
          },
          {
            term: 'Au nom de',
            value: view.inPlaceOf ? `${view.person.name} pour ${view.inPlaceOf.name}` : view.person.name,
          },
        ]}
      />
      {signature.comment !== null && (
        <Section id="texte" title={STRINGS.yourText}>
          <Prose text={signature.comment} />
        </Section>
      )}
      {hopeful && <Follows sentences={view.follows} />}
      <PdfLink secret={secret} />
    </>
  );
}

/** Why the link does not serve any more, and what to do. */
export function DeadPage({
  secret,
  view,
  freshSent,
  delegated,
  error,
}: Behind<'dead'> & {
  readonly freshSent: boolean;
  readonly delegated: boolean;
  readonly error: string | undefined;
}) {
  if (delegated && view.reason === 'delegated')
    return (
      <Alert severity="success" title={STRINGS.delegated} level={2} live>
        <p>{STRINGS.delegatedText}</p>
      </Alert>
    );
  if (freshSent)
    return (
      <Alert severity="success" title={STRINGS.freshSent} level={2} live>
        <p>{STRINGS.freshSentText}</p>
      </Alert>
    );
  return (
    <>
      {error && (
        <Alert severity="error" title={STRINGS.refused} level={2} live>
          <p>{error}</p>
        </Alert>
      )}
      <p class="fr-text--lead">{DEAD_LINK_MESSAGES[view.reason]}</p>
      {view.offersFresh ? (
        <>
          <p>{STRINGS.freshText}</p>
          <Form action={`/signature/${secret}/nouveau-lien`}>
            <HiddenField name="idempotencyKey" value={newId()} />
            <Button>{STRINGS.fresh}</Button>
          </Form>
        </>
      ) : (
        <p>{STRINGS.noFresh}</p>
      )}
    </>
  );
}

function Follows({ sentences }: { readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <Section id="suites" title={STRINGS.follows}>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Section>
  );
}

function PdfLink({ secret }: { readonly secret: string }) {
  return (
    <ButtonLink href={`/signature/${secret}/releve.pdf`} kind="secondary">
      {STRINGS.pdf}
    </ButtonLink>
  );
}

function briefOf({
  decision,
  funding,
  nextCommitteeDue,
  phaseBefore,
  phaseAfter,
}: Extract<SignOffView, { kind: 'open' }>['record']['document']): readonly Fact[] {
  const total = sumCents((funding.byLine.length > 0 ? funding.byLine : funding.byFunder).map(({ cents }) => cents));
  const { period } = funding;
  return [
    {
      term: 'Phase',
      value: decision.phase.label,
      ...(phaseBefore === phaseAfter ? {} : { note: `${phaseBefore} → ${phaseAfter}` }),
    },
    { term: 'Moyens', value: decision.means.label },
    ...(total > 0
      ? [
          {
            term: 'Montant accordé',
            value: <Money cents={total} />,
            ...(period ? { note: `du ${frenchDate(period.from)} au ${frenchDate(period.to)}` } : {}),
          },
        ]
      : []),
    ...(nextCommitteeDue ? [{ term: 'Prochain comité', value: `avant le ${frenchDate(nextCommitteeDue)}` }] : []),
  ];
}

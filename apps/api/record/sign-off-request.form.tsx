import { newId } from '#libs/kernel/index.js';
import type { SignatoryCandidate } from '#libs/records/index.js';
import {
  Accordion,
  Alert,
  Button,
  ErrorSummary,
  fieldId,
  FieldRow,
  Form,
  HiddenField,
  RadioGroup,
  TextField,
} from '#libs/ui/index.js';

import type { RecordPageProps } from './record.page.js';

const CHOICES = [
  { value: 'required', label: 'Signature requise' },
  { value: 'information', label: 'Pour information' },
  { value: 'none', label: 'Ne pas solliciter' },
];

const ATTENDANCES = { present: 'présent·e', represented: 'représenté·e', absent: 'absent·e' } as const;

type SigningDefaults = Pick<RecordPageProps['view'], 'answerWorkingDays'>;

/** Who is asked to sign: sponsors are proposed, the others of the committee may be added. */
export function SignOffRequestForm({ view, csrf, typed }: RecordPageProps) {
  const { record, candidates } = view;
  const proposed = candidates.filter((candidate) => candidate.proposed !== null);
  const others = candidates.filter((candidate) => candidate.proposed === null);
  const errors = typed?.requestErrors ?? {};
  const [first] = candidates;
  if (!first)
    return (
      <Alert severity="warning" title="Aucun signataire possible">
        Donnez un sponsor au produit, depuis sa page, puis revenez demander la validation.
      </Alert>
    );
  const choice = (candidate: SignatoryCandidate) => (
    <CandidateChoice key={candidate.person.id} candidate={candidate} kept={typed?.roles?.[candidate.person.id]} />
  );
  return (
    <Form action={`/releves/${record.id}/validation`} csrf={csrf}>
      <ErrorSummary
        errors={errors}
        ids={{
          signataires: fieldId(nameOf(first)),
          'signing.ranks': fieldId('signing[ranks]'),
          'signing.quorum': fieldId('signing[quorum]'),
          'signing.workingDays': fieldId('signing[workingDays]'),
        }}
      />
      <HiddenField name="idempotencyKey" value={newId()} />
      <HiddenField name="version" value={String(record.version)} />
      {proposed.length === 0 && (
        <Alert severity="warning" title="Ce produit n’a pas de sponsor connu">
          Donnez-lui un sponsor depuis sa page, ou choisissez qui valide parmi les membres du comité.
        </Alert>
      )}
      {proposed.map(choice)}
      {others.length > 0 && (
        <Accordion title="Autres membres du comité" open={proposed.length === 0 || typed?.roles !== undefined}>
          {others.map(choice)}
        </Accordion>
      )}
      <SigningFields typed={typed} answerWorkingDays={view.answerWorkingDays} />
      <Button>Demander la validation</Button>
    </Form>
  );
}

/** How they sign; what is usual is chosen. */
function SigningFields({ typed, answerWorkingDays }: Pick<RecordPageProps, 'typed'> & SigningDefaults) {
  const kept = typed?.signing;
  const errors = typed?.requestErrors ?? {};
  return (
    <Accordion title="Ordre, quorum et délai" open={kept !== undefined}>
      <RadioGroup
        name="signing[order]"
        legend="Les signataires requis répondent"
        value="together"
        kept={kept?.order}
        choices={[
          { value: 'together', label: 'Tous en même temps' },
          {
            value: 'in-order',
            label: 'L’un après l’autre',
            hint: 'Dans l’ordre des rangs ci-dessous\u00A0: chacun reçoit son courriel quand le précédent a signé.',
          },
        ]}
      />
      <TextField
        name="signing[ranks]"
        label="Rangs de signature"
        hint="Si l’ordre compte\u00A0: un nom par signataire requis, séparés par des virgules, du premier au dernier. Laissez vide pour suivre l’ordre de cette page."
        optional
        value={kept?.ranks}
        error={errors['signing.ranks']}
      />
      <FieldRow>
        <TextField
          name="signing[quorum]"
          label="Quorum"
          hint="Nombre d’accords nécessaires parmi les signataires requis. Laissez vide pour les demander tous."
          inputMode="numeric"
          width="sm"
          optional
          value={kept?.quorum}
          error={errors['signing.quorum']}
        />
        <TextField
          name="signing[workingDays]"
          label="Délai de réponse"
          hint="En jours ouvrés, de 2 à 60."
          inputMode="numeric"
          width="sm"
          value={kept?.workingDays ?? String(answerWorkingDays)}
          error={errors['signing.workingDays']}
        />
      </FieldRow>
    </Accordion>
  );
}

const nameOf = ({ person }: SignatoryCandidate): string => `roles[${person.id}]`;

function CandidateChoice(props: { readonly candidate: SignatoryCandidate; readonly kept: string | undefined }) {
  const { candidate, kept } = props;
  const { person, quality, attendance, representedBy } = candidate;
  const there = attendance === null ? undefined : ATTENDANCES[attendance];
  const by = attendance === 'represented' && representedBy !== null ? ` par ${representedBy}` : '';
  return (
    <RadioGroup
      name={nameOf(candidate)}
      legend={person.name}
      hint={[quality, there && `${there}${by} au comité`].filter(Boolean).join(' · ')}
      inline
      value={candidate.proposed ?? 'none'}
      kept={kept}
      choices={CHOICES}
    />
  );
}

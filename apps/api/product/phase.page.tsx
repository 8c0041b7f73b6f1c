import {
  Button,
  ButtonGroup,
  ButtonLink,
  DateField,
  Form,
  HiddenField,
  SelectField,
  TextArea,
} from '#libs/ui/index.js';
import { LIFECYCLE_LABELS, LIFECYCLE_STATES } from '#workflows/contract/index.js';

export const phaseStrings = {
  title: 'Corriger la phase',
  lead: 'La décision signée d’un comité change la phase d’elle-même. Ne corrigez ici que ce qui est faux\u00A0: le journal garde la correction, votre nom et votre motif.',
  onHint: 'Le premier jour de cette phase\u00A0: ce que le produit doit en dépend.',
  done: 'La phase est corrigée. Ce que le produit doit a été recalculé.',
} as const;

export interface PhasePageProps {
  readonly productId: string;
  readonly csrf: string;
  readonly idempotencyKey: string;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

/** Nobody puts a product back to the time before anything was known of it. */
const STATES = LIFECYCLE_STATES.filter((state) => state !== 'proposed');

/** Where a product is in truth, since when, and why it has to be said. */
export function PhasePage({ productId, csrf, idempotencyKey, values, errors }: PhasePageProps) {
  return (
    <Form action={`/produits/${productId}/phase`} csrf={csrf}>
      <HiddenField name="idempotencyKey" value={idempotencyKey} />
      <SelectField
        name="state"
        label="Phase exacte"
        options={STATES.map((state) => ({ value: state, label: LIFECYCLE_LABELS[state] }))}
        value={values['state']}
        error={errors['state']}
      />
      <DateField name="on" label="Depuis le" hint={phaseStrings.onHint} value={values['on']} error={errors['on']} />
      <TextArea
        name="reason"
        label="Motif"
        hint="Toutes les personnes qui suivent le produit le liront dans le journal."
        rows={3}
        value={values['reason'] ?? ''}
        error={errors['reason']}
        maxLength={500}
      />
      <ButtonGroup>
        <Button>{phaseStrings.title}</Button>
        <ButtonLink kind="tertiary" href={`/produits/${productId}`}>
          Ne rien corriger
        </ButtonLink>
      </ButtonGroup>
    </Form>
  );
}

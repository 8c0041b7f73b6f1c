import { newId } from '#libs/kernel/index.js';
import {
  Accordion,
  Button,
  DateField,
  ErrorSummary,
  Form,
  HiddenField,
  Section,
  SelectField,
  TextArea,
  TimeField,
} from '#libs/ui/index.js';

import type { SittingProps } from './sitting.page.js';

/** What was typed to put off; kept when it is refused. */
export interface TypedAdjournment {
  readonly productId: string;
  readonly date: string;
  readonly time: string;
  readonly reason: string;
}

/** Another day instead of a decision, for one product or for all of them. */
export function Adjournment(
  props: SittingProps & {
    readonly typed?: TypedAdjournment | undefined;
    readonly errors?: Readonly<Record<string, string>> | undefined;
  },
) {
  const { view, csrf, path, typed, errors = {} } = props;
  const isDecided = (productId: string) => view.decided.some(({ product }) => product.id === productId);
  const open = view.committee.products.filter(({ id }) => !isDecided(id));
  if (open.length === 0) return null;
  return (
    <Section id="renvoi" title="Renvoyer à une autre date">
      <Accordion title="Faute de pouvoir décider aujourd’hui" open={typed !== undefined}>
        <Form action={`${path}/renvoi`} csrf={csrf} ariaLabel="Renvoyer à une autre date">
          <ErrorSummary errors={errors} ids={{ reason: 'renvoi-motif' }} />
          <HiddenField name="idempotencyKey" value={newId()} />
          <p>
            Le comité reste dû. Un produit renvoyé a son propre comité, convoqué à la levée de la séance avec les mêmes
            membres. Si toute la séance est renvoyée, chacun reçoit une nouvelle invitation sur-le-champ.
          </p>
          <SelectField
            name="productId"
            label="Ce qui est renvoyé"
            placeholder={false}
            value={typed?.productId ?? open[0]?.id ?? ''}
            options={[
              ...open.map(({ id, name }) => ({ value: id, label: name })),
              ...(view.decided.length === 0 ? [{ value: '', label: 'Toute la séance' }] : []),
            ]}
          />
          <DateField name="date" label="Nouvelle date" value={typed?.date ?? ''} error={errors['date']} />
          <TimeField name="time" label="Heure" value={typed?.time ?? '14:00'} error={errors['time']} />
          <TextArea
            id="renvoi-motif"
            name="reason"
            label="Pourquoi renvoyer"
            rows={2}
            value={typed?.reason ?? ''}
            error={errors['reason']}
          />
          <Button kind="secondary">Renvoyer</Button>
        </Form>
      </Accordion>
    </Section>
  );
}

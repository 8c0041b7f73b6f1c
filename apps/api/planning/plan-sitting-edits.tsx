import type { SittingView } from '#libs/planning/index.js';
import {
  Accordion,
  Button,
  ButtonGroup,
  CheckboxGroup,
  DateField,
  FieldRow,
  Form,
  HiddenField,
  SelectField,
  TimeField,
} from '#libs/ui/index.js';

import type { SittingProps } from './plan-sitting.js';

/** What may be done to a sitting of a draft: each is a form of its own, that works without JavaScript. */
export function SittingEdits({ view, sitting, rank, csrf, today, errors }: SittingProps) {
  const action = `/planification/${view.plan.id}/seances/${sitting.id}`;
  const hidden = <HiddenField name="revision" value={String(view.plan.revision)} />;
  const id = sitting.id;
  const hasError = errors[`produits-${id}`] !== undefined || errors[`on-${id}`] !== undefined;
  return (
    <Accordion
      open={hasError}
      title={
        <>
          Ajuster<span class="fr-sr-only"> la séance {rank}</span>
        </>
      }
    >
      <div class="jl-edit">
        <Form action={`${action}/epingler`} csrf={csrf} class="jl-inline-form">
          {hidden}
          <SelectField
            name="pin"
            id={`pin-${id}`}
            label="Épingler"
            value={sitting.pin ?? 'none'}
            placeholder={false}
            options={[
              { value: 'none', label: 'Rien\u00A0: Jalon peut la changer' },
              { value: 'whole', label: 'La date et les produits' },
              { value: 'products', label: 'Les produits, à une autre date s’il le faut' },
              { value: 'day', label: 'La date, pour les produits qui s’y prêtent' },
            ]}
          />
          <Button kind="secondary" size="sm">
            Épingler<span class="fr-sr-only"> la séance {rank}</span>
          </Button>
        </Form>
      </div>
      <div class="jl-edit">
        <Form action={`${action}/deplacer`} csrf={csrf}>
          {hidden}
          <FieldRow>
            <DateField
              name="on"
              id={`on-${id}`}
              label="Déplacer au"
              value={sitting.on}
              min={today}
              error={errors[`on-${id}`]}
            />
            <TimeField name="time" id={`time-${id}`} label="Heure de début" value={sitting.time} />
          </FieldRow>
          <Button kind="secondary" size="sm">
            Déplacer<span class="fr-sr-only"> la séance {rank}</span>
          </Button>
        </Form>
      </div>
      {sitting.productIds.length > 1 && (
        <Split {...{ action, csrf, sitting, rank, errors }} revision={view.plan.revision} />
      )}
      <div class="jl-edit">
        <Form action={`/planification/${view.plan.id}/produits/retirer`} csrf={csrf}>
          {hidden}
          <ButtonGroup>
            {sitting.products.map((product) => (
              <Button key={product.id} kind="tertiary" size="sm" name="productId" value={product.id}>
                Retirer {product.name}
                <span class="fr-sr-only"> du plan</span>
              </Button>
            ))}
          </ButtonGroup>
        </Form>
      </div>
    </Accordion>
  );
}

function Split(props: {
  readonly action: string;
  readonly csrf: string;
  readonly sitting: SittingView;
  readonly rank: number;
  readonly revision: number;
  readonly errors: Readonly<Record<string, string>>;
}) {
  const { sitting } = props;
  return (
    <div class="jl-edit">
      <Form action={`${props.action}/scinder`} csrf={props.csrf}>
        <HiddenField name="revision" value={String(props.revision)} />
        <CheckboxGroup
          name="produits"
          id={`produits-${sitting.id}`}
          legend="Mettre dans une séance à part"
          error={props.errors[`produits-${sitting.id}`]}
          choices={sitting.products.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button kind="secondary" size="sm">
          Scinder<span class="fr-sr-only"> la séance {props.rank}</span>
        </Button>
      </Form>
    </div>
  );
}

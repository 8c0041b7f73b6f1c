import { enumerate, frenchDuration, frenchTime } from '#libs/committees/index.js';
import { addMilliseconds, type CalendarDate, counted, frenchLongDate, parisInstant } from '#libs/kernel/index.js';
import type { PlanView, SittingView } from '#libs/planning/index.js';
import {
  Accordion,
  Badge,
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

import { notesOf, PIN_LABELS, whySentence } from './planning.strings.js';

export interface SittingProps {
  readonly view: PlanView;
  readonly sitting: SittingView;
  /** From 1, as in the calendar. */
  readonly rank: number;
  readonly csrf: string;
  readonly today: CalendarDate;
  readonly errors: Readonly<Record<string, string>>;
}

/** One sitting of a plan: when, who, why that day, what is tight; and what may be done about it. */
export function PlanSittingCard(props: SittingProps) {
  const { view, sitting, rank } = props;
  const { plan, people } = view;
  const startsAt = parisInstant(sitting.on, sitting.time);
  const notes = view.stage === 'draft' ? notesOf(sitting, people) : [];
  const titleId = `titre-${sitting.id}`;
  const concerned = new Set(sitting.products.flatMap((product) => product.people));
  return (
    <article
      class={sitting.pin === null ? 'jl-sitting' : 'jl-sitting jl-sitting--kept'}
      id={`seance-${sitting.id}`}
      aria-labelledby={titleId}
      tabIndex={-1}
    >
      <p class="jl-sitting__when">
        <span>Séance {rank}</span>
        <time class="jl-sitting__day" datetime={startsAt}>
          {capitalized(frenchLongDate(sitting.on)).replace(/ \d{4}$/u, '')}
        </time>
        <span>
          {`${frenchTime(startsAt)} – ${frenchTime(addMilliseconds(startsAt, sitting.minutes * 60_000))}, ${frenchDuration(sitting.minutes)}`}
        </span>
      </p>
      <div>
        <h3 class="jl-sitting__title" id={titleId}>
          {sitting.products.length > 0
            ? enumerate(sitting.products.map(({ name }) => name))
            : counted(sitting.productIds.length, 'produit')}
        </h3>
        <p class="jl-sitting__sponsors">
          {[
            sitting.sponsors.length > 0 ? enumerate(sitting.sponsors) : 'Sponsor inconnu',
            ...(view.incubators.length > 1
              ? [view.incubators.find(({ id }) => id === sitting.incubatorId)?.name ?? '']
              : []),
            counted(concerned.size, 'personne conviée', 'personnes conviées'),
          ].join(' · ')}{' '}
          {sitting.pin !== null && <Badge severity="info">{PIN_LABELS[sitting.pin]}</Badge>}
        </p>
        {view.stage === 'draft' && (
          <ul class="jl-sitting__why">
            {sitting.insight.products.map((one) => (
              <li key={one.productId}>
                <strong>{sitting.products.find(({ id }) => id === one.productId)?.name}</strong>
                {'\u00A0: '}
                {whySentence(one)}.
              </li>
            ))}
          </ul>
        )}
        {notes.length > 0 && (
          <ul class="jl-sitting__notes" aria-label="À savoir">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
        <Outcome sitting={sitting} />
        {plan.confirmedAt === null && <Edits {...props} />}
      </div>
    </article>
  );
}

function Outcome({ sitting }: { readonly sitting: SittingView }) {
  if (sitting.refusal !== null)
    return (
      <p>
        <Badge severity="error">Pas de comité</Badge> {sitting.refusal}
      </p>
    );
  if (sitting.committeeId === null) return null;
  return (
    <p>
      <a href={`/comites/${sitting.committeeId}`}>Voir le comité</a>
    </p>
  );
}

function Edits({ view, sitting, rank, csrf, today, errors }: SittingProps) {
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

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

import { enumerate, frenchDuration, frenchTime } from '#libs/committees/index.js';
import { addMilliseconds, type CalendarDate, counted, frenchLongDate, parisInstant } from '#libs/kernel/index.js';
import type { PlanView, SittingView } from '#libs/planning/index.js';
import { Badge } from '#libs/ui/index.js';

import { SittingEdits } from './plan-sitting-edits.js';
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
          {enumerate(sitting.products.map(({ name }) => name))}
        </h3>
        <Summary view={view} sitting={sitting} />
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
        {plan.confirmedAt === null && <SittingEdits {...props} />}
      </div>
    </article>
  );
}

/** Whose products these are, who comes, and what is pinned. */
function Summary({ view, sitting }: Pick<SittingProps, 'view' | 'sitting'>) {
  const incubator = view.incubators.find(({ id }) => id === sitting.incubatorId)?.name ?? '';
  const words = [
    ...(view.stage === 'draft' ? [sitting.sponsors.length > 0 ? enumerate(sitting.sponsors) : 'Sponsor inconnu'] : []),
    ...(view.incubators.length > 1 ? [incubator] : []),
    ...(view.stage === 'draft' ? [counted(sitting.people.length, 'personne conviée', 'personnes conviées')] : []),
  ];
  if (words.length === 0 && sitting.pin === null) return null;
  return (
    <p class="jl-sitting__sponsors">
      {words.join(' · ')} {sitting.pin !== null && <Badge severity="info">{PIN_LABELS[sitting.pin]}</Badge>}
    </p>
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

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

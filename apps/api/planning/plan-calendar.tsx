import { type CalendarDate, counted, dayOfWeek, landsInClosing } from '#libs/kernel/index.js';
import { type PlanView, dayOff } from '#libs/planning/index.js';
import { type CalendarDay, CalendarLegend, MonthCalendar } from '#libs/ui/index.js';

/** The half-year at a glance: each sitting leads to its place in the list. */
export function PlanCalendar({ view }: { readonly view: PlanView }) {
  const { parameters } = view.plan;
  const ranked = view.sittings.map((sitting, index) => ({ sitting, rank: index + 1 }));
  const dayOf = (date: CalendarDate): CalendarDay | undefined => {
    const [first, ...others] = ranked.filter(({ sitting }) => sitting.on === date);
    if (!first) return closedDay(date, view);
    const { sitting, rank } = first;
    const isKept = [first, ...others].some((one) => one.sitting.pin !== null);
    return {
      kind: isKept ? 'kept' : 'event',
      mark: [first, ...others].map((one) => one.rank).join('·'),
      words: `${others.length > 0 ? counted(others.length + 1, 'séance') : `séance ${rank}`}, ${counted(sitting.productIds.length, 'produit')}${isKept ? ', épinglée' : ''}`,
      href: `#seance-${sitting.id}`,
    };
  };
  const atWeekend = ranked.filter(({ sitting }) => dayOfWeek(sitting.on) > 5);
  const first = [parameters.from, ...view.sittings.map(({ on }) => on)].toSorted()[0] ?? parameters.from;
  const last = [parameters.to, ...view.sittings.map(({ on }) => on)].toSorted().at(-1) ?? parameters.to;
  const hasAvoided = parameters.avoid.length > 0 || parameters.weekdays.length < 5 || crossesClosing(parameters);
  return (
    <>
      <MonthCalendar from={first} to={last} dayOf={dayOf} />
      {atWeekend.length > 0 && (
        <p>
          {`Le calendrier s’arrête au vendredi\u00A0: ${counted(atWeekend.length, 'séance tombe', 'séances tombent')} un week-end, `}
          {atWeekend.map(({ sitting, rank }, index) => (
            <>
              {index > 0 && ', '}
              <a key={sitting.id} href={`#seance-${sitting.id}`}>{`séance\u00A0${rank}`}</a>
            </>
          ))}
          .
        </p>
      )}
      <CalendarLegend
        entries={[
          { kind: 'event', label: 'Séance, avec son numéro' },
          ...(view.sittings.some(({ pin }) => pin !== null) ? [{ kind: 'kept' as const, label: 'Épinglée' }] : []),
          ...(hasAvoided ? [{ kind: 'avoided' as const, label: 'À éviter' }] : []),
          { kind: 'off', label: 'Férié' },
        ]}
      />
    </>
  );
}

function closedDay(date: CalendarDate, { plan }: PlanView): CalendarDay | undefined {
  const off = dayOff(date, plan.parameters);
  if (!off) return undefined;
  if (off.kind === 'day-off') return { kind: 'off', words: 'jour férié' };
  return { kind: 'avoided', words: off.kind === 'avoided' ? off.label : CLOSED_WORDS[off.kind] };
}

const CLOSED_WORDS = { closing: 'clôture de fin d’année', weekday: 'jour de la semaine exclu' } as const;

const crossesClosing = ({ from, to, respectClosing }: PlanView['plan']['parameters']): boolean =>
  respectClosing && (landsInClosing(from) || landsInClosing(to) || from < `${to.slice(0, 4)}-01-01`);

import { addDays, type CalendarDate, dayOfWeek } from '#libs/kernel/index.js';
import type { ComponentChildren } from 'preact';

import { classes } from './classes.js';

/** What stands on a day of the calendar. */
export interface CalendarDay {
  /** `event` stands out; the others recede. Words say it too. */
  readonly kind: 'event' | 'kept' | 'off' | 'avoided';
  /** Shown in the cell under its number, short. */
  readonly mark?: string | undefined;
  /** Read in place of the mark: what the day is. */
  readonly words: string;
  readonly href?: string | undefined;
}

const monthName = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const WEEKDAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi'] as const;

/** Working weeks, Monday to Friday, month by month, from one day to another; days beyond them are left blank. */
export function MonthCalendar(props: {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly dayOf: (date: CalendarDate) => CalendarDay | undefined;
}) {
  return (
    <div class="jl-calendar">
      {monthsBetween(props.from, props.to).map((month) => (
        <Month key={month} month={month} {...props} />
      ))}
    </div>
  );
}

function Month(props: {
  readonly month: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly dayOf: (date: CalendarDate) => CalendarDay | undefined;
}) {
  const { month, from, to, dayOf } = props;
  return (
    <table class="jl-month">
      <caption>{monthName.format(new Date(`${month}-01T00:00:00Z`))}</caption>
      <thead>
        <tr>
          {WEEKDAYS.map((day) => (
            <th key={day} scope="col" abbr={day}>
              <span aria-hidden="true">{day.charAt(0).toUpperCase()}</span>
              <span class="fr-sr-only">{day}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week[0]}>
            {week.map((date) => {
              const isOutside = !date.startsWith(month) || date < from || date > to;
              return isOutside ? (
                <td key={date} class="jl-day jl-day--blank" />
              ) : (
                <Day key={date} date={date} day={dayOf(date)} />
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ date, day }: { readonly date: CalendarDate; readonly day: CalendarDay | undefined }) {
  const number = Number(date.slice(8));
  const content: ComponentChildren = (
    <>
      <time datetime={date}>{number}</time>
      {day?.mark && (
        <span class="jl-day__mark" aria-hidden="true">
          {day.mark}
        </span>
      )}
      {day && <span class="fr-sr-only">, {day.words}</span>}
    </>
  );
  return (
    <td class={classes('jl-day', day && `jl-day--${day.kind}`)}>
      {day?.href === undefined ? (
        <span class="jl-day__cell">{content}</span>
      ) : (
        <a class="jl-day__cell" href={day.href}>
          {content}
        </a>
      )}
    </td>
  );
}

/** What the looks of the days mean, in words. */
export function CalendarLegend(props: {
  readonly entries: readonly { readonly kind: CalendarDay['kind']; readonly label: string }[];
}) {
  return (
    <ul class="jl-legend">
      {props.entries.map(({ kind, label }) => (
        <li key={kind}>
          <span class={`jl-legend__sign jl-day--${kind}`} aria-hidden="true" />
          {label}
        </li>
      ))}
    </ul>
  );
}

function monthsBetween(from: CalendarDate, to: CalendarDate): readonly string[] {
  const months: string[] = [];
  for (let date = `${from.slice(0, 7)}-01`; date <= to; date = addDays(`${date.slice(0, 7)}-28`, 4).slice(0, 7) + '-01')
    months.push(date.slice(0, 7));
  return months;
}

/** The Mondays to Fridays that a month has days in. */
function weeksOf(month: string): readonly (readonly CalendarDate[])[] {
  const first = `${month}-01`;
  const weeks: CalendarDate[][] = [];
  let monday = addDays(first, 1 - dayOfWeek(first));
  while (monday.slice(0, 7) <= month) {
    const week = WEEKDAYS.map((_, index) => addDays(monday, index));
    if (week.some((date) => date.startsWith(month))) weeks.push(week);
    monday = addDays(monday, 7);
  }
  return weeks;
}

import { CADENCE_MONTHS, type CalendarDate, DEFAULT_PROGRAMME } from '#libs/kernel/index.js';
import type { Tx } from '#libs/persistence/index.js';
import { ACTIVE_STATES, type LifecycleState } from '#workflows/contract/index.js';
import { PLANNING_WINDOW_DAYS } from '#workflows/half-year-duty/index.js';

import type { PortfolioLine, PortfolioScope, Standing } from './portfolio.types.js';

export interface LinesFilter {
  /** The day on which lateness and standing are reckoned: past, present or to come. */
  readonly on: CalendarDate;
  readonly scope?: PortfolioScope | undefined;
  /** `active`: the active ones, and the others that keep a committee, as once a year after the incubation. */
  readonly phases?: readonly LifecycleState[] | 'active' | undefined;
  readonly standings?: readonly Standing[] | undefined;
  readonly incubatorId?: string | undefined;
  /** Looked for in names and pitches, whatever the case and the accents. */
  readonly text?: string | undefined;
}

/** Among the phases asked for: whatever still owes a committee. */
const OWING = 'owing';

const ACCENTED = 'àâäáãåçéèêëíìîïñóòôöõúùûüýÿ';
const PLAIN = 'aaaaaaceeeeiiiinooooouuuuyy';

const { ordersEnd, ordersResume, orderTakesDays } = DEFAULT_PROGRAMME.closing;

/** A year's day of a programme's closing, as `MM-DD`; a case that an older version wrote has none. */
const closingDay = (year: string, key: string, usual: string): string =>
  `(${year} || '-' || coalesce(d.context->'programme'->'closing'->>'${key}', '${usual}'))::date`;

const ORDER_TAKES = `coalesce((d.context->'programme'->'closing'->>'orderTakesDays')::integer, ${orderTakesDays})`;

/**
 * A duty is reckoned from what its case holds rather than read from its state: the case was placed on the day of its last
 * event, and the question may be about another day. PostgreSQL adds months as `addMonths` does: 31 August and six are the
 * last of February. As `nextDueOn` and `wanted` of the duty have it, year-end closing included.
 */
const LINES = `
  select p.id, p.name, p.register_id, i.id as incubator_id, i.name as incubator_name,
         i.register_id as incubator_register_id, coalesce(l.state, 'proposed') as phase,
         d.context->>'lastCommitteeOn' as last_committee, to_char(w.due, 'YYYY-MM-DD') as due,
         to_char(w.wanted, 'YYYY-MM-DD') as wanted, w.advanced,
         greatest(0, $1::date - w.due) as days_late,
         nullif(d.context->'planned', 'null') as planned, coalesce(d.context->'awaiting', '[]') as awaiting,
         case when jsonb_typeof(d.context->'planned') = 'object' then 'planned'
              when $1::date > w.due then 'overdue'
              when $1::date >= w.wanted - $2::integer then 'due'
              when jsonb_array_length(d.context->'awaiting') > 0 then 'held'
              when w.due is null then 'notOwed'
              else 'settled' end as standing
    from products p
    left join incubators i on i.id = p.incubator_id
    left join cases l on l.subject_id = p.id and l.process = 'product-lifecycle'
    left join cases c on c.subject_id = p.id and c.process = 'half-year-duty'
    cross join lateral (select c.snapshot->'context' as context) d
    cross join lateral (
      select case when d.context->>'phase' in ('sustainability.operated', 'sustainability.transferred') then 12
                  else coalesce((d.context->'programme'->>'cadenceMonths')::integer, ${CADENCE_MONTHS}) end as months) m
    cross join lateral (
      select (d.context->>'dueOn')::date as due,
             (d.context->'awaiting'->-1->>'on')::date + make_interval(months => m.months) as after_held,
             greatest((d.context->>'anchorOn')::date, (d.context->>'lastCommitteeOn')::date) as last) k
    cross join lateral (
      select case when k.due is not null then coalesce(k.after_held, k.due)::date end as due) o
    cross join lateral (select least(o.due, k.last + make_interval(months => m.months))::date as regular) r
    left join lateral (
      select begins - 1 as sooner
        from generate_series(extract(year from r.regular)::integer - 1, extract(year from r.regular)::integer) year
       cross join lateral (
         select ${closingDay('year', 'ordersEnd', ordersEnd)} - ${ORDER_TAKES} as begins,
                ${closingDay('year', 'ordersResume', ordersResume)} as resumes,
                ${closingDay('(year + 1)', 'ordersResume', ordersResume)} as resumes_later,
                ${closingDay('year', 'ordersEnd', ordersEnd)} as stops) c
       where o.due is not null and begins <= r.regular
         and r.regular < case when resumes > stops then resumes else resumes_later end
         and begins - 1 >= (k.last + make_interval(months => m.months / 2))::date
       limit 1) s on true
    cross join lateral (
      select o.due, case when o.due is not null then coalesce(s.sooner, r.regular) end as wanted,
             s.sooner is not null as advanced) w
   where ($3::uuid[] is null or p.incubator_id = any($3::uuid[]) or p.id = any($4::uuid[]))
     and ($5::text[] is null or coalesce(l.state, 'proposed') = any($5::text[])
          or ('${OWING}' = any($5::text[]) and w.due is not null))
     and ($6::uuid is null or p.incubator_id = $6::uuid)
     and ($7::text is null
          or position($7 in translate(lower(p.name || ' ' || coalesce(p.register_id, '') || ' ' || p.pitch), '${ACCENTED}', '${PLAIN}')) > 0)`;

const WANTED = 'where $8::text[] is null or standing = any($8::text[])';

interface LineRecord {
  id: string;
  name: string;
  register_id: string | null;
  incubator_id: string | null;
  incubator_name: string | null;
  incubator_register_id: string | null;
  phase: LifecycleState;
  last_committee: CalendarDate | null;
  due: CalendarDate | null;
  wanted: CalendarDate | null;
  advanced: boolean;
  days_late: number | null;
  planned: PortfolioLine['planned'];
  awaiting: PortfolioLine['awaiting'];
  standing: Standing;
  total: number;
}

/** The lines that pass the filter, the soonest wanted first, those that owe nothing last; and how many there are in all. */
export async function portfolioLines(
  tx: Tx,
  filter: LinesFilter,
  page: { readonly limit: number; readonly offset: number } | undefined,
): Promise<{ readonly lines: readonly PortfolioLine[]; readonly total: number }> {
  const records = await tx.query<LineRecord[]>(
    `with lines as (${LINES})
     select *, (count(*) over ())::int as total from lines ${WANTED}
      order by wanted nulls last, due, name, id limit $9 offset $10`,
    [...parametersOf(filter), page?.limit ?? null, page?.offset ?? 0],
  );
  return { lines: records.map(lineOf), total: records[0]?.total ?? 0 };
}

/** How many products stand where. */
export async function countStandings(tx: Tx, filter: LinesFilter): Promise<Readonly<Record<Standing, number>>> {
  const records = await tx.query<{ standing: Standing; count: number }[]>(
    `with lines as (${LINES}) select standing, count(*)::int as count from lines ${WANTED} group by standing`,
    parametersOf(filter),
  );
  const counts = { overdue: 0, due: 0, held: 0, planned: 0, settled: 0, notOwed: 0 };
  for (const { standing, count } of records) counts[standing] = count;
  return counts;
}

function parametersOf({ on, scope, phases, standings, incubatorId, text }: LinesFilter): unknown[] {
  return [
    on,
    PLANNING_WINDOW_DAYS,
    scope?.incubatorIds ?? null,
    scope?.productIds ?? null,
    phases === 'active' ? [...ACTIVE_STATES, OWING] : (phases ?? null),
    incubatorId ?? null,
    text?.trim() ? plain(text) : null,
    standings ?? null,
  ];
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '');
}

function lineOf(record: LineRecord): PortfolioLine {
  return {
    product: { id: record.id, name: record.name, registerId: record.register_id },
    incubator:
      record.incubator_id === null
        ? null
        : {
            id: record.incubator_id,
            name: record.incubator_name ?? '',
            registerId: record.incubator_register_id,
          },
    phase: record.phase,
    lastCommittee: record.last_committee,
    due: record.due,
    wanted: record.wanted,
    isAdvanced: record.advanced,
    daysLate: record.days_late ?? 0,
    planned: record.planned,
    awaiting: record.awaiting,
    standing: record.standing,
  };
}

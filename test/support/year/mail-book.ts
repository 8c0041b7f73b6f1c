import type { DataSource } from 'typeorm';

import { type Instant, parisDate } from '#libs/kernel/index.js';
import { DEFAULT_HOLD } from '#libs/mail/index.js';
import { type Rung, rungOn } from '#workflows/committee/index.js';

/** What one person received, from the delivery log. */
export interface Received {
  readonly role: string;
  readonly mails: number;
  /** Mails of the fullest week (Monday to Sunday in Paris), and of the week in the middle of the year's. */
  readonly fullest: number;
  readonly median: number;
  readonly kinds: Readonly<Record<string, number>>;
  /** Reasons to write: sittings convened with this person, and products of theirs or of their incubator examined there. */
  readonly sittings: number;
  readonly examined: number;
}

/** As what a person counts: whoever runs the incubator first. */
const ROLES = [
  'incubator-lead',
  'portfolio-manager',
  'dinum-portfolio-manager',
  'operations',
  'sponsor',
  'intrapreneur',
  'coach',
  'team-member',
];

/** Each person who holds a role, with what reached them between two moments. Mails that carry several kinds count as `several`. */
export async function receivedBy(source: DataSource, from: Instant, to: Instant): Promise<readonly Received[]> {
  return source.query<Received[]>(
    `with people_as as (
       select person_id, (array_agg(role order by array_position($3::text[], role)))[1] as role
         from roles where role = any($3) group by person_id),
     weeks as (
       select generate_series(date_trunc('week', $1::timestamptz at time zone 'Europe/Paris'),
                              ($2::timestamptz - interval '1 week') at time zone 'Europe/Paris', '1 week') as week),
     per_week as (
       select p.person_id, w.week, count(d.key)::int as mails
         from people_as p cross join weeks w
         left join mail_deliveries d on d.person_id = p.person_id and d.state = 'sent'
           and date_trunc('week', d.settled_at at time zone 'Europe/Paris') = w.week
        group by 1, 2),
     kinds as (
       select person_id, jsonb_object_agg(kind, mails) as kinds
         from (select person_id, coalesce(kind, 'several') as kind, count(*)::int as mails
                 from mail_deliveries where state = 'sent' and person_id is not null group by 1, 2) k
        group by 1),
     seats as (
       select person_id, committee_id from committee_members
       union select r.person_id, c.id from roles r join committees c on c.incubator_id = r.incubator_id where r.role = 'operations'),
     sat as (
       select s.person_id, count(distinct s.committee_id)::int as sittings, count(*)::int as examined
         from seats s join committee_products p on p.committee_id = s.committee_id group by 1)
     select p.role, sum(w.mails)::int as mails, max(w.mails)::int as fullest,
            percentile_disc(0.5) within group (order by w.mails)::int as median, coalesce(k.kinds, '{}') as kinds,
            coalesce(s.sittings, 0) as sittings, coalesce(s.examined, 0) as examined
       from people_as p join per_week w on w.person_id = p.person_id
       left join kinds k on k.person_id = p.person_id left join sat s on s.person_id = p.person_id
      group by p.person_id, p.role, k.kinds, s.sittings, s.examined`,
    [from, to, ROLES],
  );
}

/** Rungs of the ladder of which somebody diligent is told, by what they are; everybody who sits hears of D-45, D-7 and D-1. */
const RUNGS_TOLD: Readonly<Record<string, number>> = {
  operations: 0,
  sponsor: 4,
  intrapreneur: 5,
  coach: 5,
  'team-member': 5,
};

/** Mails about each product examined: its sealed record, and what is asked of some. */
const OF_A_PRODUCT: Readonly<Record<string, number>> = { 'incubator-lead': 2, sponsor: 2, operations: 0 };

/**
 * The most mails that what is due can come to when nothing is merged and every sitting is moved once: for each sitting the
 * invitation, its change, the rungs, and the order for whoever follows decisions; for each product the sealed record, and the
 * request to plan (lead) or to sign (sponsor).
 */
export const owedAtMost = ({ role, sittings, examined }: Received): number =>
  sittings * (3 + (RUNGS_TOLD[role] ?? 3)) + examined * (OF_A_PRODUCT[role] ?? 1);

/** Mails of the same text, with the same code and links, to the same address: one of the two was too many. */
export async function saidTwice(source: DataSource): Promise<readonly string[]> {
  const rows = await source.query<{ subject: string }[]>(
    'select min(subject) as subject from captured_mails group by recipients, text having count(*) > 1',
  );
  return rows.map(({ subject }) => subject);
}

/** How many mails reached the server, and how many the log says left, each under a key of its own. */
export async function onRecord(source: DataSource) {
  const [row] = await source.query<
    { captured: number; sent: number; keys: number; letters: number; carriers: number }[]
  >(
    `select (select count(*)::int from captured_mails) as captured,
            (select count(*)::int from mail_deliveries where state = 'sent') as sent,
            (select count(distinct key)::int from mail_deliveries) as keys,
            (select count(*)::int from held_letters where carrier is not null) as letters,
            (select count(distinct carrier)::int from held_letters) as carriers`,
  );
  if (!row) throw new Error('nothing was counted');
  return row;
}

/** Mails that might have waited for each other, to one person, less than the time for which letters are held apart. */
export async function tooCloseTogether(source: DataSource): Promise<number> {
  const [row] = await source.query<{ count: number }[]>(
    `select count(*)::int as count
       from (select settled_at - lag(settled_at) over (partition by person_id order by settled_at) as since
               from mail_deliveries where key like 'post:%' and state = 'sent') gaps
      where since < make_interval(secs => $1)`,
    [DEFAULT_HOLD / 1_000],
  );
  return row?.count ?? 0;
}

/** The most mails that any person had in one day of those that may wait: the morning's, and what a day's acts bring. */
export async function mostInADay(source: DataSource): Promise<number> {
  const [row] = await source.query<{ most: number }[]>(
    `select coalesce(max(mails), 0)::int as most
       from (select count(*) as mails from mail_deliveries where key like 'post:%' and state = 'sent'
              group by person_id, (settled_at at time zone 'Europe/Paris')::date) days`,
  );
  return row?.most ?? 0;
}

interface Reminder {
  readonly rung: Rung;
  readonly sent: Date;
  readonly startsAt: string;
  readonly state: string;
}

/** Reminders that left for a committee as it was no more when they left: cancelled, past, or on another day's rung. */
export async function remindersOutOfPlace(
  source: DataSource,
): Promise<{ readonly left: number; readonly wrong: number }> {
  const reminders = await source.query<Reminder[]>(
    `select o.params->>'rung' as rung, d.settled_at as sent, dated.starts_at as "startsAt", stood.state_after as state
       from held_letters h join outbox o on o.id = h.effect_id and o.type = 'reminder.send'
       join mail_deliveries d on d.key = h.carrier and d.state = 'sent'
       cross join lateral (
         select e.payload->>'startsAt' as starts_at from case_events e
          where e.case_id = o.case_id and e.payload ? 'startsAt' and e.at <= d.settled_at
          order by e.revision desc limit 1) dated
       cross join lateral (
         select e.state_after from case_events e where e.case_id = o.case_id and e.at <= d.settled_at
          order by e.revision desc limit 1) stood`,
  );
  const isRight = ({ rung, sent, startsAt, state }: Reminder) =>
    ['convened', 'preparing'].includes(state) &&
    sent.toISOString() < startsAt &&
    rungOn(rung, startsAt) === parisDate(sent.toISOString());
  return { left: reminders.length, wrong: reminders.filter((one) => !isRight(one)).length };
}

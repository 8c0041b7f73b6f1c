// Portfolios of many incubators, all alike: twenty products each, with what a few half-years leave behind.
import { fill } from './database.mjs';

const PRODUCTS_EACH = 20;

/** The day on which the pages are looked at. */
export const LOOKED_AT = '2026-03-02T09:00:00.000Z';

const id = (what, number) => `md5('${what}' || ${number})::uuid`;
const incubator = `((p - 1) / ${PRODUCTS_EACH})`;
const ofEach = (count) => `from generate_series(1, ${count}) as p`;
const day = (days) => `(date '2026-03-02' + (${days})::integer)`;
const newCase = (what, process, subject, state, context, { closed = false } = {}) =>
  `insert into cases (id, process, subject_id, version, revision, state, snapshot, closed, head_hash, created_at, updated_at)
   select ${id(what, 'p')}, '${process}', ${subject}, 1, 4, ${state}, jsonb_build_object('value', ${state}, 'context', ${context}),
          ${closed}, repeat('0', 64), ${day('-(p % 180)')}, ${day('-(p % 180)')}`;

const CASES = ['life', 'duty', 'ahead-case', 'past-case', 'record-case'];

/** The incubator that is looked at, and the person who leads it. */
export async function ownIncubator(source) {
  const [own] = await source.query(`select ${id('incubator', 0)} as "incubatorId", ${id('lead', 0)} as "personId"`);
  return own;
}

/** Fills a database with one incubator and `others` products of other incubators. */
export async function fillPortfolios(url, others) {
  const count = others + PRODUCTS_EACH;
  const incubators = Math.ceil(count / PRODUCTS_EACH);
  await fill(url, [
    [
      'incubators',
      `insert into incubators (id, name) select ${id('incubator', 'k')}, 'Incubateur ' || k from generate_series(0, ${incubators - 1}) as k`,
    ],
    [
      'people',
      `insert into people (id, name, email, created_at)
       select md5(kind || n)::uuid, kind || ' ' || n, kind || n || '@incubateur.example', '2025-01-06'
         from (select 'lead' as kind, k as n from generate_series(0, ${incubators - 1}) as k
               union all select 'intrapreneur', p ${ofEach(count)}) as everyone`,
    ],
    [
      'roles',
      `insert into roles (id, person_id, role, incubator_id, product_id)
       select gen_random_uuid(), ${id('lead', 'k')}, 'incubator-lead', ${id('incubator', 'k')}, null::uuid
         from generate_series(0, ${incubators - 1}) as k
       union all select gen_random_uuid(), ${id('intrapreneur', 'p')}, 'intrapreneur', null, ${id('product', 'p')} ${ofEach(count)}`,
    ],
    [
      'products',
      `insert into products (id, incubator_id, name, pitch, created_at)
       select ${id('product', 'p')}, ${id('incubator', incubator)}, 'Produit ' || p, 'Simplifier la démarche ' || p, '2025-01-06' ${ofEach(count)}`,
    ],
    [
      'lifecycles',
      `${newCase('life', 'product-lifecycle', id('product', 'p'), "'construction'", `jsonb_build_object('productId', ${id('product', 'p')}, 'since', '2025-01-06', 'lastDecision', null)`)} ${ofEach(count)}`,
    ],
    [
      'duties',
      `${newCase('duty', 'half-year-duty', id('product', 'p'), "'settled'", `jsonb_build_object('productId', ${id('product', 'p')}, 'phase', 'construction', 'dueOn', ${day('p % 200 - 20')}, 'lastCommitteeOn', ${day('p % 200 - 200')}, 'planned', null, 'awaiting', '[]'::jsonb)`)} ${ofEach(count)}`,
    ],
    ...['ahead', 'past'].flatMap((when) => committees(when, count)),
    [
      'records',
      `insert into records (id, committee_id, product_id, decision_id, reference, created_at)
       select ${id('record', 'p')}, ${id('past', 'p')}, ${id('product', 'p')}, ${id('decision', 'p')}, 'RD-' || p, '2025-09-01' ${ofEach(count)}`,
    ],
    [
      'record cases',
      `${newCase('record-case', 'deliberation-record', id('record', 'p'), "case when p % 4 = 0 then 'inReview' else 'sealed' end", `jsonb_build_object('recordId', ${id('record', 'p')}, 'productId', ${id('product', 'p')}, 'signatories', '[]'::jsonb, 'decision', null)`)} ${ofEach(count)}`,
    ],
    [
      'envelopes',
      `insert into envelopes (id, product_id, decision_id, opens_on, closes_on, total_cents, amounts)
       select gen_random_uuid(), ${id('product', 'p')}, ${id('decision', 'p')}, '2026-01-01', '2026-06-30', 15000000, '[]' ${ofEach(count)}`,
    ],
    [
      'log entries',
      `insert into case_events (case_id, revision, type, payload, actor, at, state_before, state_after, idempotency_key, previous_hash, hash)
       select md5(kind || p)::uuid, r, 'members.changed', '{}', 'person:' || ${id('lead', incubator)}, ${day('-(p % 180)')} + interval '1 minute' * r,
              'convened', 'convened', kind || r, repeat('0', 64), repeat('0', 64)
         from unnest(array[${CASES.map((kind) => `'${kind}'`).join(', ')}]) as kind, generate_series(1, ${count}) as p, generate_series(1, 4) as r`,
    ],
    [
      'deadlines',
      `insert into deadlines (case_id, key, due_at, next_at, event)
       select ${id('duty', 'p')}, 'window', at, at, '{"type": "window.opened"}' from (select p, ${day('1 + p % 200')}::timestamptz as at ${ofEach(count)}) as waiting`,
    ],
    [
      'effects',
      `insert into outbox (id, case_id, revision, position, queue, type, params, created_at, next_at, done_at, attempts)
       select gen_random_uuid(), ${id('ahead-case', 'p')}, r, 0, 'mail', 'invitations.send', '{}', '2026-01-05', '2026-01-05', '2026-01-05', 1
         ${ofEach(count)}, generate_series(1, 4) as r`,
    ],
    [
      'mail deliveries',
      `insert into mail_deliveries (id, key, state, person_id, message_id, attempt_id, attempts, held_until, created_at, settled_at)
       select gen_random_uuid(), p || ':' || r, 'sent', ${id('intrapreneur', 'p')}, '', gen_random_uuid(), 1, '2026-01-05', '2026-01-05', '2026-01-05'
         ${ofEach(count)}, generate_series(1, 4) as r`,
    ],
  ]);
}

/** One committee of each product: ahead of it, or past. */
function committees(when, count) {
  const startsAt = when === 'ahead' ? day('5 + p % 40') : day('-30 - p % 150');
  const state = when === 'ahead' ? "'convened'" : "'closed'";
  const context = `jsonb_build_object('committeeId', ${id(when, 'p')}, 'startsAt', to_char(${startsAt}, 'YYYY-MM-DD"T09:00:00.000Z"'),
    'products', jsonb_build_array(jsonb_build_object('productId', ${id('product', 'p')}, 'dossier', 'awaited', 'decision', null, 'record', null)),
    'sequence', 1, 'rungs', '{}'::jsonb, 'onStage', null, 'attendance', null, 'adjustments', '{}'::jsonb)`;
  return [
    [
      `committees ${when}`,
      `insert into committees (id, incubator_id, starts_at, duration_minutes, created_at, created_by)
       select ${id(when, 'p')}, ${id('incubator', incubator)}, ${startsAt}, 50, '2026-01-05', ${id('lead', incubator)} ${ofEach(count)}`,
    ],
    [
      `committee products ${when}`,
      `insert into committee_products (committee_id, product_id, position) select ${id(when, 'p')}, ${id('product', 'p')}, 1 ${ofEach(count)}`,
    ],
    [
      `committee members ${when}`,
      `insert into committee_members (id, committee_id, person_id, capacity, response)
       select gen_random_uuid(), ${id(when, 'p')}, md5(kind || n)::uuid, role, 'accepted'
         from (select p, 'lead' as kind, ${incubator} as n, 'incubator-lead' as role ${ofEach(count)}
               union all select p, 'intrapreneur', p, 'intrapreneur' ${ofEach(count)}) as invited`,
    ],
    [
      `committee cases ${when}`,
      `${newCase(`${when}-case`, 'committee', id(when, 'p'), state, context, { closed: when === 'past' })} ${ofEach(count)}`,
    ],
  ];
}

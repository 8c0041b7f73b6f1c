import * as fc from 'fast-check';

import type { ProcessName } from '#workflows/index.js';

import type { Said } from '../machines.js';
import { anyEvent, storiesOf } from '../stories/explore.js';

/** The processes that tell each other. */
export type Interleaved = Extract<
  ProcessName,
  'product-lifecycle' | 'half-year-duty' | 'committee' | 'deliberation-record'
>;

/** The subjects of the cases; the same short names stand for them inside events, and become identifiers when sent. */
const SUBJECTS: Readonly<Record<Interleaved, readonly string[]>> = {
  'product-lifecycle': ['p1', 'p2'],
  'half-year-duty': ['p1', 'p2'],
  committee: ['c1', 'c2', 'c3'],
  'deliberation-record': ['r1', 'r2'],
};

/** How the sender holds its transaction: it has none, or one of its own that ends well or badly. */
const WITHIN = ['nothing', 'commit', 'rollback'] as const;

/** Something that one of several processes does to the engine. */
export type Move =
  | {
      readonly kind: 'send';
      readonly process: Interleaved;
      readonly subject: string;
      /** The first of these that the case would take, else the first: sensible or not. */
      readonly events: readonly Said[];
      readonly by: number;
      readonly opens: boolean;
      /** Sent so many times at once, with one key, by as many senders. */
      readonly times: number;
      readonly within: (typeof WITHIN)[number];
    }
  /** Another event of that case with a key that was used before. */
  | {
      readonly kind: 'again';
      readonly nth: number;
      readonly events: Readonly<Record<Interleaved, Said>>;
      readonly by: number;
    }
  /** Takes back the last step that counts, if it may be. */
  | { readonly kind: 'undo'; readonly process: Interleaved; readonly subject: string; readonly by: number }
  | { readonly kind: 'sweep'; readonly by: number }
  | { readonly kind: 'carry-out'; readonly fails: boolean; readonly by: number }
  | { readonly kind: 'wait'; readonly hours: number };

/** A state of each story from which to start: what led there is sent first. */
export type Start = Readonly<Partial<Record<Interleaved, string>>>;

export interface Course {
  readonly start: Start;
  /** One after the other; the moves of one bout, all at once. */
  readonly bouts: readonly (readonly Move[])[];
}

const PROCESSES = Object.keys(SUBJECTS) as Interleaved[];
const by = fc.nat({ max: 2 });

/** Of a duty only its deadlines are anybody's to touch: everything else it is told by other cases. */
const sentTo = (process: Interleaved): fc.Arbitrary<Said> =>
  process === 'half-year-duty'
    ? anyEvent[process].filter(({ type }) => type.startsWith('deadline.'))
    : anyEvent[process];

const send = (process: Interleaved): fc.Arbitrary<Move> =>
  fc.record({
    kind: fc.constant('send' as const),
    process: fc.constant(process),
    subject: fc.constantFrom(...SUBJECTS[process]),
    events: fc.array(sentTo(process), { minLength: 1, maxLength: 8 }),
    by,
    opens: fc.oneof({ weight: 5, arbitrary: fc.constant(process !== 'half-year-duty') }, fc.constant(false)),
    times: fc.constantFrom(1, 1, 1, 2, 3),
    within: fc.constantFrom('nothing', 'nothing', 'nothing', 'commit', 'rollback'),
  });

const undo = (process: Interleaved): fc.Arbitrary<Move> =>
  fc.record({
    kind: fc.constant('undo' as const),
    process: fc.constant(process),
    subject: fc.constantFrom(...SUBJECTS[process]),
    by,
  });

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 2, arbitrary: send('product-lifecycle') },
  { weight: 1, arbitrary: send('half-year-duty') },
  { weight: 6, arbitrary: send('committee') },
  { weight: 5, arbitrary: send('deliberation-record') },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('again' as const),
      nth: fc.nat({ max: 40 }),
      events: fc.record({
        'product-lifecycle': sentTo('product-lifecycle'),
        'half-year-duty': sentTo('half-year-duty'),
        committee: sentTo('committee'),
        'deliberation-record': sentTo('deliberation-record'),
      }),
      by,
    }),
  },
  { weight: 3, arbitrary: fc.oneof(...PROCESSES.map(undo)) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('sweep' as const), by }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('carry-out' as const), fails: fc.boolean(), by }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 45 * 24 }) }),
  },
);

const start: fc.Arbitrary<Start> = fc.record(
  {
    'product-lifecycle': fc.constantFrom(...Object.keys(storiesOf('product-lifecycle'))),
    committee: fc.constantFrom(...Object.keys(storiesOf('committee'))),
    'deliberation-record': fc.constantFrom(...Object.keys(storiesOf('deliberation-record'))),
  },
  { requiredKeys: [] },
);

/** Anything that several processes may do to a few cases, from anywhere, at the same time or not. */
export const course: fc.Arbitrary<Course> = fc.record({
  start,
  bouts: fc.array(fc.array(move, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 8 }),
});

import type { Instant } from '#libs/kernel/index.js';

/** Something that somebody will do. */
export interface Act {
  readonly at: Instant;
  /** The incubator whose people act: what one of them does touches no other, so they may act at once. */
  readonly lane: string;
  /** Unique, and what puts acts of one instant in order. */
  readonly key: string;
  readonly run: () => Promise<void>;
}

/** What people have in mind to do, soonest first. */
export class Agenda {
  readonly #heap: Act[] = [];

  get next(): Instant | undefined {
    return this.#heap[0]?.at;
  }

  add(act: Act): void {
    const heap = this.#heap;
    let at = heap.push(act) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (precedes(heap[parent], act)) break;
      heap[at] = heap[parent] as Act;
      at = parent;
    }
    heap[at] = act;
  }

  /** Takes the acts of that instant, by lane, each lane in its order. */
  take(instant: Instant): readonly (readonly Act[])[] {
    const lanes = new Map<string, Act[]>();
    while (this.#heap[0]?.at === instant) {
      const act = this.#pop();
      const lane = lanes.get(act.lane);
      if (lane) lane.push(act);
      else lanes.set(act.lane, [act]);
    }
    return [...lanes.values()];
  }

  #pop(): Act {
    const heap = this.#heap;
    const first = heap[0] as Act;
    const last = heap.pop() as Act;
    if (heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && precedes(heap[child + 1], heap[child] as Act)) child += 1;
      if (precedes(last, heap[child] as Act)) break;
      heap[at] = heap[child] as Act;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

function precedes(one: Act | undefined, other: Act): boolean {
  return one !== undefined && (one.at < other.at || (one.at === other.at && one.key < other.key));
}

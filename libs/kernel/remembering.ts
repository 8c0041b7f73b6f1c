/** Arguments kept; all are forgotten when there are more. */
const MOST = 4_096;

export interface Remembering<K, V> {
  of(argument: K): V;
}

/** Keeps what a pure function gave for its last thousands of arguments: time zones and holidays are slow to reckon with. */
export function remembering<K, V>(compute: (argument: K) => V): Remembering<K, V> {
  const known = new Map<K, V>();
  return {
    of(argument) {
      let value = known.get(argument);
      if (value === undefined) {
        value = compute(argument);
        if (known.size >= MOST) known.clear();
        known.set(argument, value);
      }
      return value;
    },
  };
}

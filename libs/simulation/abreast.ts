/** Lanes that move at once: fewer than the connections of a process, since a dispatch may hold two. */
const ABREAST = 6;

/** Does the work of several lanes side by side, that of each lane in its order. Lanes must share no case. */
export async function abreast<T>(lanes: readonly (readonly T[])[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = lanes.values();
  const walk = async (): Promise<void> => {
    for (const lane of queue) for (const item of lane) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(ABREAST, lanes.length) }, walk));
}

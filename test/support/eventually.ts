import { setTimeout as sleep } from 'node:timers/promises';

/** Tries again until the expectation holds; its last failure is the test's. */
export async function eventually(expectation: () => Promise<void>, patience = 15_000): Promise<void> {
  for (const end = performance.now() + patience; ;) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await sleep(50);
    }
  }
}

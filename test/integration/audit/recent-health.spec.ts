import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Health } from '#libs/audit/index.js';

import { casesOn } from '../../support/audit.builders.js';
import { type Engine, startEngine } from '../../support/engine.js';

describe('the health that a dashboard mentions', () => {
  let engine: Engine;
  let health: Health;

  beforeAll(async () => {
    engine = await startEngine('2026-03-02T09:00:00.000Z');
    health = new Health(engine.transactions, engine.clock);
  });
  afterAll(async () => engine.stop());

  it('may be half a minute old, no more; the report itself is of now', async () => {
    expect(await health.recent()).toMatchObject({ effectsOwed: 0 });
    await casesOn(engine).convenedCommittee('2026-06-15T12:00:00.000Z');
    engine.clock.advance(30_000);
    expect(await health.recent()).toMatchObject({ effectsOwed: 0 });
    expect(await health.report()).toMatchObject({ effectsOwed: 1 });
    engine.clock.advance(1);
    expect(await health.recent()).toMatchObject({ effectsOwed: 1 });
  });
});

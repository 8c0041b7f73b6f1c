import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';

import { newId } from '#libs/kernel/index.js';
import { MailBeingSent, MailTemporarilyRefused } from '#libs/mail/index.js';
import { EffectRunner } from '#libs/messaging/index.js';
import { CaseFromNewerVersion } from '#libs/workflow-runtime/index.js';
import { processes } from '#workflows/index.js';

import { type Engine, startEngine } from '../../support/engine.js';

describe('an effect that could not be carried out', () => {
  let engine: Engine;
  let runner: EffectRunner;
  let failure: Error | undefined;
  let id: string;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    engine = await startEngine();
    const types = Object.values(processes).flatMap(({ effects }) => Object.keys(effects));
    const handle = async () => {
      if (failure) throw failure;
    };
    const discovery = {
      getProviders: () => types.map((type) => ({ type, instance: { handle } })),
      getMetadataByDecorator: (_: unknown, { type }: { readonly type: string }) => type,
    };
    runner = new EffectRunner(discovery as unknown as DiscoveryService, engine.outbox);
    runner.onModuleInit();
  });
  afterAll(async () => engine.stop());
  beforeEach(async () => {
    const productId = newId();
    const options = () => ({ actor: 'person:test', idempotencyKey: newId() }) as const;
    const opened = { type: 'investigation.opened', on: '2026-03-02' } as const;
    await engine.runtime.open('product-lifecycle', productId, opened, options());
    const [row] = await engine.dataSource.query<{ id: string }[]>(
      `select o.id from outbox o join cases c on c.id = o.case_id where c.subject_id = $1`,
      [productId],
    );
    id = row?.id ?? '';
  });

  it.each([
    ['somebody else is sending its mail, or died at it', () => new MailBeingSent()],
    ['a newer worker has to do it', () => new CaseFromNewerVersion('committee', 2, 1)],
  ])('because %s is looked at again soon, and has failed no attempt', async (_, because) => {
    failure = because();
    for (let time = 0; time < 12; time += 1) await runner.run(id);
    expect(await engine.outbox.find(id)).toMatchObject({ attempts: 0, done_at: null });
    const [row] = await engine.dataSource.query<{ next_at: Date }[]>('select next_at from outbox where id = $1', [id]);
    expect((row?.next_at.getTime() ?? 0) - Date.parse(engine.clock.now())).toBe(5_000);
  });

  it('waits longer after each attempt that failed, and is done once it can be', async () => {
    failure = new MailTemporarilyRefused('451');
    const waits: number[] = [];
    for (let time = 0; time < 7; time += 1) {
      await runner.run(id);
      const [row] = await engine.dataSource.query<{ next_at: Date }[]>('select next_at from outbox where id = $1', [
        id,
      ]);
      waits.push(((row?.next_at.getTime() ?? 0) - Date.parse(engine.clock.now())) / 1_000);
    }
    expect(waits).toEqual([1, 5, 30, 120, 600, 1_800, 1_800]);
    failure = undefined;
    await runner.run(id);
    expect(await engine.outbox.find(id)).toMatchObject({ attempts: 8, done_at: expect.any(Date) });
  });
});

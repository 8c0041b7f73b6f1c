import { tmpdir } from 'node:os';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { addMilliseconds, SystemClock } from '#libs/kernel/index.js';
import { caseId } from '#libs/workflow-runtime/index.js';

import { runCommandLine } from '../../../apps/cli/run-command-line.js';
import { casesOn } from '../../support/audit.builders.js';
import { type Engine, startEngine } from '../../support/engine.js';

const DAY = 24 * 3_600_000;

/** The command runs at the machine's time: what it is to find late is made a while before. */
describe('jalon doctor', () => {
  let engine: Engine;
  let cases: ReturnType<typeof casesOn>;
  beforeAll(async () => {
    engine = await startEngine(new SystemClock().now());
    cases = casesOn(engine);
  });
  afterAll(async () => engine.stop());

  async function doctor(...words: readonly string[]) {
    let [out, log] = ['', ''];
    const status = await runCommandLine(['doctor', ...words], {
      env: { DATABASE_URL: engine.url },
      out: (text) => void (out += text),
      log: (text) => void (log += text),
      interactive: true,
      workingDirectory: tmpdir(),
    });
    return { status, out, log };
  }

  it('answers 0 when everything owed is done', async () => {
    expect(await doctor()).toEqual({ status: 0, out: 'Tout ce qui est dû est fait.\n', log: '' });
    expect(await doctor('--json')).toMatchObject({ status: 0, out: expect.stringContaining('"alarms": []') });
  });

  it('answers 1 with what, why and what to do, then 0 once mended', async () => {
    engine.clock.advance(-DAY / 24);
    const { id } = await cases.convenedCommittee(addMilliseconds(engine.clock.now(), 60 * DAY));
    for (const attempt of [0, 1, 2]) {
      const [claimed] = await engine.outbox.claim(1);
      engine.clock.advance(6_000);
      await engine.outbox.markFailed(claimed?.id ?? '', attempt, 'MAIL_SERVER_DOWN');
      engine.clock.advance(30_000);
    }
    await engine.dataSource.query(`update outbox set next_at = now() + interval '10 minutes' where done_at is null`);
    const { status, out, log } = await doctor();
    expect({ status, log }).toEqual({ status: 1, log: '' });
    expect(out).toMatch(/^1\u00A0alarme\.\n\n✗ 1\u00A0action échoue à chaque essai\.\n {2}Depuis\u00A0: /u);
    expect(out).toContain('Cause\u00A0: invitations.send (1, 3\u00A0essais)\u00A0: MAIL_SERVER_DOWN');
    expect(out).toContain('À faire\u00A0: Réparez la cause');
    expect(out).toContain(`Voir\u00A0: /comites/${id} (dossier ${caseId({ process: 'committee', subjectId: id })})`);

    const answer = await doctor('--json');
    expect(answer.status).toBe(1);
    expect(JSON.parse(answer.out)).toMatchObject({
      alarms: [
        {
          kind: 'effects-failing',
          severity: 'error',
          count: 1,
          causes: [{ what: 'invitations.send', attempts: 3, error: 'MAIL_SERVER_DOWN' }],
          samples: [{ process: 'committee', subjectId: id }],
        },
      ],
      casesReplayed: null,
    });
    await cases.work();
    expect((await doctor()).status).toBe(0);
  });

  it('replays every log with --deep, with a progress bar, and finds the one that was altered', async () => {
    const sound = await doctor('--deep');
    expect(sound).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^Tout ce qui est dû est fait\. 3\u00A0journaux relus de bout en bout\.\n$/u),
      log: expect.stringContaining('Relecture des journaux'),
    });
    const { id } = await cases.plannedCommittee(addMilliseconds(engine.clock.now(), 60 * DAY));
    await engine.dataSource.query(
      `update cases set snapshot = jsonb_set(snapshot, '{context,sequence}', '7') where subject_id = $1`,
      [id],
    );
    expect((await doctor()).status).toBe(0);
    const { status, out } = await doctor('--deep', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      alarms: [{ kind: 'logs-faulty', count: 1, causes: [{ what: `different-snapshot (committee ${id})` }] }],
      casesReplayed: 6,
    });
  });
});

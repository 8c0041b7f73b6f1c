import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { type Alarm, Health } from '#libs/audit/index.js';
import { newId } from '#libs/kernel/index.js';
import { caseId, MigrateCases } from '#libs/workflow-runtime/index.js';
import { processes } from '#workflows/index.js';

import { casesOn } from '../../support/audit.builders.js';
import { type Engine, startEngine } from '../../support/engine.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('what is owed and not done', () => {
  let engine: Engine;
  let cases: ReturnType<typeof casesOn>;
  let health: Health;
  beforeEach(async () => {
    engine = await startEngine('2026-03-02T09:00:00.000Z');
    cases = casesOn(engine);
    health = new Health(engine.transactions, engine.clock);
  });
  afterEach(async () => engine.stop());

  const alarms = async (): Promise<readonly Alarm[]> => (await health.report()).alarms;
  const kinds = async (): Promise<readonly string[]> => (await alarms()).map(({ kind }) => kind);

  describe('by machines', () => {
    it('is nothing when the worker works', async () => {
      await cases.convenedCommittee('2026-06-15T12:00:00.000Z');
      expect(await health.report()).toMatchObject({ status: 'ok', effectsOwed: 1, alarms: [] });
      await cases.work();
      engine.clock.advance(HOUR);
      expect(await health.report()).toMatchObject({ status: 'ok', effectsOwed: 0, alarms: [] });
    });

    it('is an effect that no relay took for five minutes', async () => {
      const { id } = await cases.convenedCommittee('2026-06-15T12:00:00.000Z');
      engine.clock.advance(5 * MINUTE + 1);
      expect(await health.report()).toMatchObject({ status: 'late' });
      expect(await alarms()).toEqual([
        {
          kind: 'relay-stopped',
          severity: 'error',
          count: 1,
          since: '2026-03-02T09:00:00.000Z',
          causes: [{ what: 'mail', count: 1, attempts: 0, error: null }],
          samples: [{ caseId: caseId({ process: 'committee', subjectId: id }), process: 'committee', subjectId: id }],
        },
      ]);
      await cases.work();
      expect(await kinds()).toEqual([]);
    });

    it('is an effect in a queue that no worker empties', async () => {
      await cases.convenedCommittee('2026-06-15T12:00:00.000Z');
      engine.clock.advance(5 * MINUTE);
      await engine.outbox.claim(10);
      engine.clock.advance(1);
      expect(await alarms()).toMatchObject([{ kind: 'queue-stopped', causes: [{ what: 'mail', count: 1 }] }]);
      await cases.work();
      expect(await kinds()).toEqual([]);
    });

    it('is an effect that fails and fails, with its type, attempts and error', async () => {
      await cases.convenedCommittee('2026-06-15T12:00:00.000Z');
      for (const attempt of [0, 1, 2]) {
        expect(await kinds()).toEqual([]);
        const [claimed] = await engine.outbox.claim(1);
        await engine.outbox.markFailed(claimed?.id ?? '', attempt, 'MAIL_REFUSED');
        engine.clock.advance(30_000);
      }
      expect(await alarms()).toMatchObject([
        {
          kind: 'effects-failing',
          count: 1,
          causes: [{ what: 'invitations.send', count: 1, attempts: 3, error: 'MAIL_REFUSED' }],
        },
      ]);
      await cases.work();
      expect(await kinds()).toEqual([]);
    });

    it('is a deadline that no sweeper took for five minutes', async () => {
      await cases.convenedCommittee('2026-06-15T12:00:00.000Z');
      await cases.work();
      engine.clock.set('2026-04-30T06:05:00.000Z');
      expect(await kinds()).toEqual([]);
      engine.clock.advance(1);
      expect(await alarms()).toMatchObject([{ kind: 'deadlines-late', causes: [{ what: 'rung:D-45', attempts: 0 }] }]);
      expect(await health.report()).toMatchObject({ deadlinesLate: 1 });
      await cases.work();
      expect(await kinds()).toEqual([]);
    });

    it('is a deadline that its case refuses, until it is stopped', async () => {
      const { id } = await cases.convenedCommittee('2026-06-15T12:00:00.000Z');
      await cases.work();
      await engine.dataSource.query(`update deadlines set event = '{"type":"rung.unknown"}' where key = 'rung:D-45'`);
      engine.clock.set('2026-04-30T06:00:00.000Z');
      await engine.sweeper.pass();
      expect(await alarms()).toMatchObject([
        { kind: 'deadlines-refused', causes: [{ what: 'rung:D-45', attempts: 1, error: 'EVENT_REFUSED' }] },
      ]);
      await cases.committee(id, { type: 'deadline.stopped', key: 'rung:D-45', reason: 'Date déjà annoncée' });
      expect(await kinds()).toEqual([]);
    });

    it('is an open case still of an older version an hour after the bringing began, however old the case', async () => {
      const { id } = await cases.convenedCommittee('2026-06-15T12:00:00.000Z');
      await cases.work();
      const bring = new MigrateCases(engine.transactions, engine.clock);
      await bring.execute();
      engine.clock.advance(24 * HOUR);
      // A version that nothing brings from.
      await engine.dataSource.query('update cases set version = 0 where subject_id = $1', [id]);
      expect(await kinds()).toEqual([]);
      await bring.execute();
      engine.clock.advance(HOUR);
      await bring.execute();
      expect(await kinds()).toEqual([]);
      engine.clock.advance(1);
      expect(await alarms()).toMatchObject([
        {
          kind: 'cases-not-brought',
          severity: 'error',
          count: 1,
          since: '2026-03-03T09:00:00.000Z',
          causes: [{ what: 'committee, version 0', count: 1 }],
          samples: [{ process: 'committee', subjectId: id }],
        },
      ]);
      await engine.dataSource.query('update cases set version = $2 where subject_id = $1', [
        id,
        processes.committee.version,
      ]);
      expect(await kinds()).toEqual([]);
      await bring.execute();
      expect(await engine.dataSource.query('select * from bringings')).toEqual([]);
    });

    it('is a record whose PDF does not come within a quarter of an hour, failures or not', async () => {
      const recordId = await cases.draftedRecord('2026-03-02T12:00:00.000Z');
      await cases.work();
      engine.clock.advance(15 * MINUTE);
      await cases.record(recordId, { type: 'pdf.failed', version: 1, failure: 'PDF_FAILED' });
      expect(await kinds()).toEqual([]);
      engine.clock.advance(1);
      expect(await alarms()).toMatchObject([
        { kind: 'records-not-printed', severity: 'error', since: '2026-03-02T09:00:00.000Z' },
      ]);
      await cases.record(recordId, { type: 'pdf.issued', version: 1, sha256: 'a'.repeat(64) });
      expect(await kinds()).toEqual([]);
    });

    it('is a signed record that is not sealed within ten minutes', async () => {
      const recordId = await cases.draftedRecord('2026-03-02T12:00:00.000Z');
      const signatoryId = await cases.askToSign(recordId);
      await cases.record(recordId, { type: 'answer.given', signatoryId, choice: 'approve' });
      await cases.work();
      engine.clock.advance(10 * MINUTE + 1);
      await cases.record(recordId, { type: 'seal.failed', failure: 'SEAL_FAILED' });
      expect(await alarms()).toMatchObject([{ kind: 'records-not-sealed', severity: 'error', count: 1 }]);
      await cases.record(recordId, { type: 'record.sealed', sha256: 'b'.repeat(64) });
      await cases.work();
      expect(await kinds()).toEqual([]);
    });
  });

  describe('by mail', () => {
    it('is a letter whose time came half an hour ago, whoever holds it up', async () => {
      const { id } = await cases.convenedCommittee('2026-06-15T12:00:00.000Z');
      await cases.work();
      const { dataSource } = engine;
      await dataSource.query(
        `insert into held_letters (key, effect_id, person_id, case_id, kind, created_at, leaves_at, next_at)
         values ('owed', $1, $1, $2, 'preparation', $3, $4, $4)`,
        [newId(), caseId({ process: 'committee', subjectId: id }), engine.clock.now(), '2026-03-02T10:00:00.000Z'],
      );
      engine.clock.set('2026-03-02T10:30:00.000Z');
      expect(await kinds()).toEqual([]);
      engine.clock.advance(1);
      expect(await alarms()).toMatchObject([
        {
          kind: 'mails-never-sent',
          severity: 'error',
          since: '2026-03-02T10:00:00.000Z',
          causes: [{ what: 'Rappel de préparation', count: 1 }],
          samples: [{ subjectId: id }],
        },
      ]);
      await dataSource.query('update held_letters set settled_at = now()');
      expect(await kinds()).toEqual([]);
    });

    it('is a member who was never invited, though nothing is owed any more', async () => {
      const { id } = await cases.convenedCommittee('2026-06-15T12:00:00.000Z');
      const personId = newId();
      await cases.isMember(id, personId);
      await cases.work();
      engine.clock.advance(30 * MINUTE + 1);
      expect(await alarms()).toMatchObject([{ kind: 'mails-never-sent', causes: [{ what: 'Convocation', count: 1 }] }]);
      await cases.wrote(personId, { process: 'committee', subjectId: id });
      expect(await kinds()).toEqual([]);
    });

    it('is somebody asked to sign who was never told', async () => {
      const recordId = await cases.draftedRecord('2026-03-02T12:00:00.000Z');
      await cases.askToSign(recordId, false);
      await cases.work();
      engine.clock.advance(30 * MINUTE + 1);
      expect(await alarms()).toMatchObject([
        { kind: 'mails-never-sent', causes: [{ what: 'Validation d’un relevé', count: 1 }] },
      ]);
    });
  });

  describe('by people', () => {
    it('is a committee never convened a week before its day', async () => {
      const { id } = await cases.plannedCommittee('2026-06-15T12:00:00.000Z');
      engine.clock.set('2026-06-08T11:59:59.999Z');
      expect(await kinds()).toEqual([]);
      engine.clock.advance(1);
      expect(await alarms()).toMatchObject([
        { kind: 'committees-not-convened', severity: 'warning', since: '2026-06-08T12:00:00.000Z' },
      ]);
      await cases.committee(id, { type: 'committee.convened', missing: [] });
      await cases.work();
      expect(await kinds()).toEqual([]);
    });

    it('gives a day to who plans for the same week, and none once the hour has passed', async () => {
      await cases.plannedCommittee('2026-03-02T12:00:00.000Z');
      await cases.plannedCommittee('2026-03-04T12:00:00.000Z');
      expect(await kinds()).toEqual([]);
      engine.clock.set('2026-03-02T12:00:00.000Z');
      expect(await alarms()).toMatchObject([{ kind: 'committees-not-convened', count: 1 }]);
      engine.clock.set('2026-03-03T09:00:00.000Z');
      expect(await alarms()).toMatchObject([
        { kind: 'committees-not-convened', count: 2, since: '2026-03-02T12:00:00.000Z' },
      ]);
    });

    it('is a convened committee whose day has passed without a sitting', async () => {
      const { id } = await cases.convenedCommittee('2026-03-04T12:00:00.000Z');
      // The day is that of Paris, to its last moment.
      engine.clock.set('2026-03-04T22:59:59.999Z');
      await cases.work();
      expect(await kinds()).toEqual([]);
      engine.clock.advance(1);
      expect(await alarms()).toMatchObject([{ kind: 'committees-not-held', causes: [{ what: 'En préparation' }] }]);
      await cases.committee(id, { type: 'committee.postponed', reason: 'Sponsor souffrant' });
      await cases.work();
      expect(await kinds()).toEqual([]);
    });

    it('is a sitting open since more than a day, whatever was last done in it', async () => {
      const { id } = await cases.convenedCommittee('2026-03-02T12:00:00.000Z');
      await cases.committee(id, { type: 'sitting.opened' });
      await cases.work();
      engine.clock.advance(24 * HOUR);
      await cases.committee(id, { type: 'questions.opened' });
      expect(await kinds()).toEqual([]);
      engine.clock.advance(1);
      expect(await alarms()).toMatchObject([
        { kind: 'sittings-left-open', since: '2026-03-02T09:00:00.000Z', causes: [{ what: 'Séance : questions' }] },
      ]);
    });

    it('is a record that still awaits an answer once its sponsors’ leads were told', async () => {
      const recordId = await cases.draftedRecord('2026-03-02T12:00:00.000Z');
      const signatoryId = await cases.askToSign(recordId);
      engine.clock.set('2026-03-16T18:00:00.000Z');
      await cases.work();
      expect(await kinds()).toEqual([]);
      engine.clock.set('2026-03-17T07:00:00.000Z');
      await cases.work();
      expect(await alarms()).toMatchObject([{ kind: 'records-not-signed', since: '2026-03-17T07:00:00.000Z' }]);
      await cases.record(recordId, { type: 'answer.given', signatoryId, choice: 'approve' });
      await cases.work();
      expect(await kinds()).toEqual([]);
    });
  });
});

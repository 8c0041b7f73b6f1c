import { newId } from '#libs/kernel/index.js';
import { caseId, type CaseReference } from '#libs/workflow-runtime/index.js';

import type { Engine } from './engine.js';

const options = () => ({ actor: 'person:test', idempotencyKey: newId() }) as const;

type AuditedEngine = Pick<Engine, 'runtime' | 'outbox' | 'clock' | 'dataSource' | 'sweeper'>;

/** Committees and records moved by their events alone, without the features around them. */
export function casesOn({ runtime, outbox, dataSource, sweeper }: AuditedEngine) {
  const committee = (id: string, event: Parameters<typeof runtime.dispatch<'committee'>>[2]) =>
    runtime.dispatch('committee', id, event, options());
  const record = (id: string, event: Parameters<typeof runtime.dispatch<'deliberation-record'>>[2]) =>
    runtime.dispatch('deliberation-record', id, event, options());

  async function plannedCommittee(startsAt: string): Promise<{ readonly id: string; readonly productId: string }> {
    const [id, productId] = [newId(), newId()];
    const born = { type: 'history.imported', state: 'construction', since: '2026-01-05', committees: [] } as const;
    await runtime.open('product-lifecycle', productId, born, options());
    await runtime.open('committee', id, { type: 'committee.planned', startsAt, productIds: [productId] }, options());
    return { id, productId };
  }

  async function convenedCommittee(startsAt: string): Promise<{ readonly id: string; readonly productId: string }> {
    const planned = await plannedCommittee(startsAt);
    await committee(planned.id, { type: 'committee.convened', missing: [] });
    return planned;
  }

  /** A committee that decided on its one product, and the record of it that is being drafted. */
  async function draftedRecord(startsAt: string): Promise<string> {
    const { id: committeeId, productId } = await convenedCommittee(startsAt);
    const [recordId, decisionId] = [newId(), newId()];
    await committee(committeeId, { type: 'sitting.opened' });
    await committee(committeeId, { type: 'attendance.recorded', absentMandatory: [], reason: null });
    await committee(committeeId, { type: 'questions.opened' });
    await committee(committeeId, { type: 'deliberation.opened' });
    await committee(committeeId, {
      type: 'decision.recorded',
      productId,
      decisionId,
      means: 'same',
      phase: 'stay',
    });
    await committee(committeeId, { type: 'sitting.closed' });
    const decision = { heldOn: '2026-03-02', means: 'same', phase: 'stay', provisionalUntil: null } as const;
    const opened = { type: 'record.opened', committeeId, productId, decisionId, decision } as const;
    await runtime.open('deliberation-record', recordId, opened, options());
    return recordId;
  }

  async function isMember(committeeId: string, personId: string): Promise<void> {
    await dataSource.query(
      `insert into committees (id, incubator_id, starts_at, duration_minutes, created_at, created_by)
       values ($1, $2, now(), 50, now(), $2)`,
      [committeeId, newId()],
    );
    await dataSource.query(
      `insert into committee_members (id, committee_id, person_id, capacity, response)
       values ($1, $2, $3, 'sponsor', 'awaited')`,
      [newId(), committeeId, personId],
    );
  }

  /** A mail about a case that left for somebody. */
  async function wrote(personId: string, reference: CaseReference): Promise<void> {
    await dataSource.query(
      `insert into mail_deliveries (id, key, state, person_id, case_id, message_id, attempt_id, attempts, held_until, created_at)
       values ($1::uuid, $1::text, 'sent', $2, $3, $1::text, $1::uuid, 1, now(), now())`,
      [newId(), personId, caseId(reference)],
    );
  }

  /** Asks one signatory, whose identifier is returned. @param told the mail that asks them has left. */
  async function askToSign(recordId: string, told = true): Promise<string> {
    const [signatoryId, personId] = [newId(), newId()];
    await record(recordId, { type: 'pdf.issued', version: 1, sha256: 'a'.repeat(64) });
    await record(recordId, {
      type: 'sign-off.requested',
      signatories: [{ signatoryId, personId, required: true }],
    });
    if (told) await wrote(personId, { process: 'deliberation-record', subjectId: recordId });
    return signatoryId;
  }

  /** Takes what came due and does what is owed, as a worker would. */
  async function work(): Promise<void> {
    while (await sweeper.pass());
    const owed = await dataSource.query<{ id: string }[]>('select id from outbox where done_at is null');
    for (const { id } of owed) await outbox.markDone(id);
  }

  return { committee, record, plannedCommittee, convenedCommittee, draftedRecord, askToSign, isMember, wrote, work };
}

import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { eventually } from '../../support/eventually.js';
import { WHOLE_FAULTS } from '../../support/faults-scope.js';
import { Installation } from '../../support/storm/installation.js';

const PATIENCE_MS = 240_000;

const GREETING_MS = 4_000;

/** The waits of an effect between its attempts, with room: three of them fail before the alarm goes up. */
const WAITS_MS = [2_000, 6_000, 31_000];

(WHOLE_FAULTS ? describe : describe.skip)('a mail server', () => {
  let jalon: Installation;
  beforeAll(async () => {
    jalon = await Installation.start();
  }, PATIENCE_MS);
  afterEach(() => jalon.fleet.smtp.behave());
  afterAll(async () => jalon.remove(), PATIENCE_MS);

  /** Convenes a committee, whose mails the worker then sends. */
  const convened = async () => {
    const committee = await jalon.plannedCommittee();
    expect(await committee.form()).toMatchObject({ status: 303 });
    const members = (await jalon.committing.committees.byId(committee.id))?.members.length ?? 0;
    expect(members).toBeGreaterThan(3);
    return { ...committee, members };
  };

  /** What the server took charge of since, by its own log. */
  const since = async (already: number) => (await jalon.fleet.smtp.accepted()).length - already;

  const becomes = async (committeeId: string, mails: Readonly<Record<string, number>>): Promise<void> =>
    eventually(async () => expect(await jalon.mailsOf(committeeId)).toEqual(mails), 60_000);

  /** Moves the clock past a wait, once the attempt before it has failed. */
  const pastWaits = async (attempts: number): Promise<void> => {
    for (const [index, wait] of WAITS_MS.slice(0, attempts).entries()) {
      await eventually(async () => {
        const rows = await jalon.fleet.database.query<{ attempts: number }>(
          'select attempts from outbox where done_at is null',
        );
        expect(rows.map((row) => row.attempts > index)).toEqual(rows.map(() => true));
      }, 60_000);
      jalon.fleet.clock.advance(wait);
    }
  };

  it(
    'that is down gets every mail once it is back; operators hear of it meanwhile',
    async () => {
      const { smtp } = jalon.fleet;
      await smtp.kill();
      const { id, members } = await convened();
      await pastWaits(3);
      await eventually(async () => expect(await jalon.alarms()).toContain('effects-failing'));
      expect(await jalon.health()).toMatchObject({ status: 'late' });
      expect(await jalon.mailsOf(id)).not.toHaveProperty('sent');

      await smtp.start();
      jalon.fleet.clock.advance(121_000);
      await jalon.settled(120_000);
      expect([await jalon.mailsOf(id), await jalon.alarms()]).toEqual([{ sent: members }, []]);
    },
    PATIENCE_MS,
  );

  it(
    'that greets after seconds is waited for, and people notice nothing',
    async () => {
      // Past the two seconds for which a connection is kept for the next mail: whoever comes now is greeted.
      await sleep(2_500);
      jalon.fleet.smtp.behave({ greetingMs: GREETING_MS });
      const before = (await jalon.fleet.smtp.accepted()).length;
      const { id, lead, members } = await convened();
      const began = performance.now();
      expect(await jalon.get(`/comites/${id}`, await jalon.logIn(lead))).toMatchObject({ status: 200 });
      expect(performance.now() - began).toBeLessThan(GREETING_MS);
      await becomes(id, { sent: members });
      expect(performance.now() - began).toBeGreaterThan(GREETING_MS - 1_000);
      expect(await since(before)).toBe(members);
    },
    PATIENCE_MS,
  );

  it(
    'that greylists takes each mail at a later attempt, once',
    async () => {
      jalon.fleet.smtp.behave({ recipient: 'later' });
      const before = (await jalon.fleet.smtp.accepted()).length;
      const { id, members } = await convened();
      await pastWaits(1);
      expect(await since(before)).toBe(0);
      expect(await jalon.mailsOf(id)).toHaveProperty('refused');

      jalon.fleet.smtp.behave();
      jalon.fleet.clock.advance(6_000);
      await becomes(id, { sent: members });
      await jalon.settled();
      expect(await since(before)).toBe(members);
    },
    PATIENCE_MS,
  );

  it(
    'that knows none of the addresses is asked once for each; the refusals are shown',
    async () => {
      jalon.fleet.smtp.behave({ recipient: 'never' });
      const before = (await jalon.fleet.smtp.accepted()).length;
      const { id, members } = await convened();
      await becomes(id, { bounced: members });
      await jalon.settled();
      const alarm = {
        kind: 'mails-bounced',
        count: members,
        what: `${members}\u00A0courriels ont été refusés définitivement.`,
      };
      expect((await jalon.health()).alarms).toEqual([expect.objectContaining(alarm)]);

      jalon.fleet.smtp.behave();
      jalon.fleet.clock.advance(3_600_000);
      await sleep(3_000);
      expect([await since(before), await jalon.mailsOf(id)]).toEqual([0, { bounced: members }]);
    },
    PATIENCE_MS,
  );

  it.each([
    ['took charge of it', 'drop-after', 1],
    ['lost it', 'drop-before', 0],
  ] as const)(
    'that hangs up after the text, and %s, gets it once and no more: its fate is shown as unknown',
    async (_, afterData, accepted) => {
      jalon.fleet.smtp.behave({ afterData });
      const before = (await jalon.fleet.smtp.accepted()).length;
      const { id, members } = await convened();
      await becomes(id, { unknown: members });
      await jalon.settled();
      expect(await since(before)).toBe(members * accepted);
      expect(await jalon.alarms()).toContain('mails-unknown');
      const { text } = await jalon.get('/sante');
      expect(text).toContain('sont peut-être partis, sans que rien ne le confirme');

      jalon.fleet.smtp.behave();
      jalon.fleet.clock.advance(3_600_000);
      await sleep(3_000);
      expect([await since(before), await jalon.mailsOf(id)]).toEqual([members * accepted, { unknown: members }]);
      expect(await jalon.acceptedTwice()).toEqual([]);
    },
    PATIENCE_MS,
  );
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DiscoveryService } from '@nestjs/core';

import { Forbidden, InvalidInput, newId, NotFound } from '#libs/kernel/index.js';
import { MailDeliveries } from '#libs/mail/index.js';
import { type EffectHandler, HandlesEffect } from '#libs/messaging/index.js';
import { TooManyRequests } from '#libs/identity/index.js';
import {
  FreshLink,
  NothingToResend,
  ResendLink,
  SignOffDesk,
  SignOffProgress,
  WrongSignOffCode,
} from '#libs/sign-off/index.js';
import { SignatureFacts } from '#libs/records/index.js';
import { UndoCase } from '#libs/workflow-runtime/index.js';

import type { Committing } from '../../support/committees.builders.js';
import { recordOf } from '../../support/records.builders.js';
import {
  anAskedRecord,
  ask,
  type Asked,
  give,
  linkOf,
  linksOf,
  startSignOff,
  trace,
  wrong,
} from '../../support/sign-off.builders.js';

let world: Committing;
let asked: Asked;
beforeAll(async () => {
  world = await startSignOff();
});
beforeEach(async () => {
  asked = await anAskedRecord(world, [true, true]);
  await world.dataSource.query('delete from rate_limits');
});
afterAll(async () => world.stop());

const sponsor = () => asked.signers[0]!;
const codes = { choice: 'approve', comment: '' };

const resend = async (changes: Partial<Parameters<ResendLink['execute']>[0]> = {}) =>
  world.get(ResendLink).execute({
    recordId: asked.record.id,
    signatoryId: asked.record.context.signatories[0]?.signatoryId ?? '',
    personId: asked.sitting.incubator.lead.id,
    idempotencyKey: newId(),
    ...changes,
  });

const askAgain = async (secret: string) =>
  world.get(FreshLink).execute({ secret, idempotencyKey: newId(), from: { ip: '192.0.2.9', userAgent: undefined } });

const deadReason = async (secret: string) => {
  const view = await world.get(SignOffDesk).open(secret);
  return view.kind === 'dead' ? view.reason : view.kind;
};

describe('the code', () => {
  it('signs nothing when it is wrong, says how many tries remain, and closes the link at the fifth', async () => {
    const link = await linkOf(world, sponsor());
    for (const left of [4, 3, 2, 1])
      await expect(give(world, { ...link, code: wrong(link) })).rejects.toMatchObject({
        code: 'WRONG_CODE',
        details: { left },
      });
    await expect(give(world, { ...link, code: wrong(link) })).rejects.toMatchObject({ reason: 'too-many-codes' });
    await expect(give(world, link)).rejects.toMatchObject({ reason: 'too-many-codes' });
    const [told] = (await world.mails(asked.sitting.incubator.lead.email)).filter(({ subject }) =>
      subject.startsWith('Codes erronés'),
    );
    expect(told?.text).toContain(sponsor().name);
    const [progress] = await world.get(SignOffProgress).ofRecord(await recordOf(world, asked.sitting));
    expect(progress?.mails).toMatchObject([{ state: 'sent', wrongCodes: 5, linkEnd: 'too-many-codes' }]);
  });

  it('cannot be guessed faster by guessing all at once', async () => {
    const link = await linkOf(world, sponsor());
    const guesses = Array.from({ length: 20 }, (_, index) => ({ ...link, code: String(index).padStart(6, '0') }));
    const outcomes = await Promise.allSettled(
      guesses.filter(({ code }) => code !== link.code).map(async (guess) => give(world, guess)),
    );
    const wrongs = outcomes.filter((one) => one.status === 'rejected' && one.reason instanceof WrongSignOffCode);
    expect(wrongs).toHaveLength(4);
    expect(outcomes.every((one) => one.status === 'rejected')).toBe(true);
  });

  it('is not tried by a form sent empty or as garbage, as robots do: the link stays good', async () => {
    const link = await linkOf(world, sponsor());
    const before = await trace(world);
    for (const sent of [
      { choice: '', comment: '', code: '' },
      { choice: 'approve', comment: '', code: '' },
      { choice: 'approve', comment: '', code: 'test@example.com' },
      { choice: 'nothing', comment: 'x', code: link.code },
      { choice: 'decline', comment: ' \u0000\n', code: link.code },
      { choice: 'approve', comment: 'Sous réserve', code: link.code },
    ])
      await expect(give(world, { ...link, ...sent })).rejects.toBeInstanceOf(InvalidInput);
    expect(await trace(world)).toEqual(before);
    await give(world, { ...link, code: ` ${link.code.slice(0, 3)} ${link.code.slice(3)}` });
  });

  it('is that of its own mail: those of two people do not mix', async () => {
    const [mine, theirs] = [await linkOf(world, sponsor()), await linkOf(world, asked.signers[1])];
    await expect(give(world, { secret: mine.secret, code: theirs.code })).rejects.toBeInstanceOf(WrongSignOffCode);
  });

  it('is limited by network address over all links', async () => {
    const { secret, code } = await linkOf(world, sponsor());
    const from = { ip: '203.0.113.5', userAgent: undefined };
    for (let tried = 0; tried < 30; tried += 1) {
      await world.dataSource.query('update sign_off_links set wrong_codes = 0');
      await give(world, { secret, ...codes, code: wrong({ secret, code }), from }).catch(() => undefined);
    }
    await expect(give(world, { secret, ...codes, code, from })).rejects.toBeInstanceOf(TooManyRequests);
    await give(world, { secret, ...codes, code });
  });
});

describe('a dead link', () => {
  it('sent again by the lead says so, and the new one signs', async () => {
    const old = await linkOf(world, sponsor());
    await resend();
    expect(await deadReason(old.secret)).toBe('resent');
    await expect(give(world, old)).rejects.toMatchObject({ reason: 'resent' });
    const [fresh] = await linksOf(world, sponsor());
    expect(fresh?.secret).not.toBe(old.secret);
    await give(world, fresh!);
  });

  it('is replaced once by a button pressed twice', async () => {
    const idempotencyKey = newId();
    await resend({ idempotencyKey });
    await resend({ idempotencyKey });
    expect(await linksOf(world, sponsor())).toHaveLength(2);
  });

  it('may be replaced by those who run committees there, and only while an answer is awaited', async () => {
    await expect(resend({ personId: sponsor().id })).rejects.toBeInstanceOf(NotFound);
    await expect(resend({ personId: asked.sitting.incubator.operations.id })).rejects.toBeInstanceOf(Forbidden);
    await give(world, await linkOf(world, sponsor()));
    await expect(resend()).rejects.toBeInstanceOf(NothingToResend);
  });

  it('offers whoever holds it a fresh mail to the same address, a few times', async () => {
    const link = await linkOf(world, sponsor());
    await expect(askAgain(link.secret)).rejects.toBeInstanceOf(NotFound);
    for (let tried = 0; tried < 5; tried += 1) await give(world, { ...link, code: wrong(link) }).catch(() => undefined);
    expect(await world.get(FreshLink).isOffered(link.secret)).toBe(true);
    await askAgain(link.secret);
    expect(await linksOf(world, sponsor())).toHaveLength(2);
    await askAgain(link.secret);
    await askAgain(link.secret);
    await expect(askAgain(link.secret)).rejects.toBeInstanceOf(TooManyRequests);
    // None of them ended another: a robot that sends this form spoils nothing.
    const [, , earliest] = await linksOf(world, sponsor());
    await give(world, earliest!);
    await expect(askAgain(link.secret)).rejects.toBeInstanceOf(NotFound);
  });

  it('of a version that was replaced says so', async () => {
    const link = await linkOf(world, sponsor());
    await give(world, { ...(await linkOf(world, asked.signers[1])), choice: 'request-changes', comment: 'Montant.' });
    expect(await deadReason(link.secret)).toBe('closed');
    await expect(give(world, link)).rejects.toMatchObject({ reason: 'closed' });
    await world.runtime.dispatch(
      'deliberation-record',
      asked.record.id,
      { type: 'record.edited' },
      { actor: 'system:test', idempotencyKey: newId() },
    );
    expect(await deadReason(link.secret)).toBe('new-version');
    await expect(give(world, link)).rejects.toMatchObject({ reason: 'new-version' });
  });

  it('of a record that somebody declined says that no answer is awaited', async () => {
    const link = await linkOf(world, sponsor());
    await give(world, { ...(await linkOf(world, asked.signers[1])), choice: 'decline', comment: 'Plus de ligne.' });
    expect(await deadReason(link.secret)).toBe('closed');
  });

  it('that never was is not told from a mistyped one', async () => {
    await expect(world.get(SignOffDesk).open('A'.repeat(43))).rejects.toBeInstanceOf(NotFound);
    await expect(give(world, { secret: 'A'.repeat(43), code: '123456' })).rejects.toBeInstanceOf(NotFound);
  });
});

describe('asking again after a failure', () => {
  const handle = async (id: string) => {
    const discovery = world.get(DiscoveryService);
    const found = discovery
      .getProviders({ metadataKey: HandlesEffect.KEY })
      .find((provider) => discovery.getMetadataByDecorator(HandlesEffect, provider) === 'sign-off.ask');
    const [row] = await world.dataSource.query<{ params: Record<string, unknown>; case_id: string }[]>(
      'select params, case_id from outbox where id = $1',
      [id],
    );
    const { params, case_id: caseId } = row!;
    if (!found) throw new Error('nothing handles sign-off.ask');
    await (found.instance as EffectHandler).handle({ id, type: 'sign-off.ask', params, caseId, attempt: 2 });
  };
  const askEffect = async () => {
    const [row] = await world.dataSource.query<{ id: string }[]>(
      `select id from outbox where type = 'sign-off.ask' and params->>'signatoryId' = $1`,
      [asked.record.context.signatories[0]?.signatoryId],
    );
    return row?.id ?? '';
  };
  const linkCount = async () =>
    (await world.dataSource.query<unknown[]>('select 1 from sign_off_links where record_id = $1', [asked.record.id]))
      .length;

  it('changes nothing once the mail has left', async () => {
    const before = await trace(world);
    await handle(await askEffect());
    expect(await trace(world)).toEqual(before);
  });

  it('makes a new link for a mail that did not leave, and never touches one that may have', async () => {
    const id = await askEffect();
    const key = `${id}:${sponsor().id}`;
    await world.dataSource.query(`update mail_deliveries set state = 'unknown' where key = $1`, [key]);
    await handle(id);
    expect(await linkCount()).toBe(2);
    await world.dataSource.query(`update mail_deliveries set state = 'refused' where key = $1`, [key]);
    await handle(id);
    expect((await world.get(MailDeliveries).find(key))?.state).toBe('sent');
    const links = await linksOf(world, sponsor());
    expect(links).toHaveLength(2);
    await give(world, links[0]!);
  });
});

describe('the proof of a signature', () => {
  it('says by which link, code and choice it was obtained, and from where', async () => {
    const reserved = { choice: 'approve-with-reservations', comment: 'Convention à signer.' };
    await give(world, { ...(await linkOf(world, sponsor())), ...reserved });
    const facts = await world.get(SignatureFacts).ofRecord(asked.record.id, 1);
    expect(facts).toMatchObject([{ delegate: null, comment: 'Convention à signer.' }]);
    const told = facts[0]?.facts.join('\n') ?? '';
    const masked = sponsor().email.replace(/^(.)[^@]*/u, '$1…');
    expect(told).not.toContain(sponsor().email);
    for (const said of [masked, 'Code à six chiffres', 'avec réserves', '192.0.2.0/24', 'Firefox'])
      expect(told).toContain(said);
  });
});

describe('a demand that is withdrawn', () => {
  const withdraw = async () => {
    const { revision } = (await world.runtime.stored('deliberation-record', asked.record.id)) ?? { revision: 0 };
    return world.get(UndoCase).execute('deliberation-record', asked.record.id, {
      revision,
      reason: 'Montant mal noté',
      actor: `person:${asked.sitting.incubator.lead.id}`,
      idempotencyKey: newId(),
    });
  };

  it('takes its links and its answers along; asked again, people have others', async () => {
    const [first, second] = [await linkOf(world, sponsor()), await linkOf(world, asked.signers[1])];
    await give(world, first);
    expect((await withdraw()).follows).toHaveLength(3);
    for (const link of [first, second]) {
      expect(await deadReason(link.secret)).toBe('withdrawn');
      await expect(give(world, link)).rejects.toMatchObject({ code: 'SIGN_OFF_LINK_DEAD', reason: 'withdrawn' });
    }
    await ask(world, asked.sitting, [true, true]);
    expect(await deadReason(first.secret)).toBe('resent');
    await expect(give(world, first)).rejects.toMatchObject({ reason: 'resent' });
    for (const signer of asked.signers) await give(world, await linkOf(world, signer));
    await world.carryOut();
    expect((await recordOf(world, asked.sitting)).state).toBe('sealed');
    await expect(withdraw()).rejects.toMatchObject({ code: 'UNDO_NOT_POSSIBLE' });
  });
});

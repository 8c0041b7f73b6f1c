import { expect } from '@jest/globals';

import { eventually } from '../eventually.js';
import { cast, type Player } from './cast.js';
import type { ReadMail } from './trial-mailbox.js';
import { plain } from './visiting.js';
import type { World } from './world.js';

/** The one mail of that subject that somebody received; waited for, and never there twice. */
export async function mailTo(world: World, { email }: Player, subject: RegExp): Promise<ReadMail> {
  let found: readonly ReadMail[] = [];
  await eventually(async () => {
    found = (await world.mails(email)).filter((mail) => subject.test(plain(mail.subject)));
    expect([email, String(subject), found.length]).toEqual([email, String(subject), 1]);
  });
  const [mail] = found;
  if (!mail) throw new Error('expected above');
  return mail;
}

/** The text of a mail, without the marks and breaks of its lines. */
export const wordsIn = ({ text }: ReadMail): string => plain(text.replaceAll(/^\| /gmu, ''));

/** Every mail of the main job so far, all people together. */
export async function allMails(world: World): Promise<readonly ReadMail[]> {
  const mails: ReadMail[] = [];
  for (const { email } of Object.values(cast)) mails.push(...(await world.mails(email)));
  return mails;
}

/** Waits until everything owed is done: effects, and deadlines that fell due. */
export async function quiet(world: World): Promise<void> {
  await eventually(async () => {
    const response = await fetch(`${world.address()}/health`, { headers: { accept: 'application/json' } });
    const { status, effectsOwed, mailsUnknown, mailsWaiting } = (await response.json()) as Record<string, unknown>;
    expect({ status, effectsOwed, mailsUnknown, mailsWaiting }).toEqual({
      status: 'ok',
      effectsOwed: 0,
      mailsUnknown: 0,
      mailsWaiting: 0,
    });
  }, 30_000);
}

/** Each person named has that mail as the only one since; everybody else has none. Order does not matter. */
export async function expectMailsSince(
  world: World,
  before: readonly ReadMail[],
  expected: ReadonlyMap<Player, RegExp>,
): Promise<void> {
  const known = new Set(before.map(({ id }) => id));
  const fresh = async (): Promise<readonly string[]> =>
    (await allMails(world))
      .filter(({ id }) => !known.has(id))
      .map(({ to, subject }) => `${to}: ${plain(subject)}`)
      .toSorted();
  const wanted = [...expected]
    .map(([{ email }, subject]) => ({ email, subject }))
    .toSorted((a, b) => (a.email < b.email ? -1 : 1))
    .map(({ email, subject }) =>
      expect.stringMatching(new RegExp(`^${email}: ${subject.source.replace(/^\^/u, '')}`, 'u')),
    );
  await eventually(async () => expect(await fresh()).toEqual(wanted));
  // Nothing more comes once everything owed is done.
  await quiet(world);
  expect(await fresh()).toEqual(wanted);
}

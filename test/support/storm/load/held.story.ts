import { DataSource } from 'typeorm';

import { Committees, RecordAttendance } from '#libs/committees/index.js';
import {
  CallProduct,
  CloseSitting,
  OpenDeliberation,
  OpenQuestions,
  OpenSitting,
  RecordDecision,
  type SittingCommand,
} from '#libs/decisions/index.js';
import { addDays, type CalendarDate, derivedId } from '#libs/kernel/index.js';
import { Records, RequestSignOff, type RecordView } from '#libs/records/index.js';
import type { Draws } from '#libs/simulation/index.js';
import { caseId } from '#libs/workflow-runtime/index.js';
import { answerBy } from '#workflows/deliberation-record/index.js';

import { aDraft } from '../../decisions.builders.js';
import type { CastProduct } from './cast.js';
import { Refusal } from './clients.js';
import { convened, opened, type Story } from './stories.js';
import type { SignOffMail } from './web-client.js';
import type { World } from './world.js';

/** How long somebody looks for a mail before they take it for lost: its worker may have died with it in hand. */
const MAIL_PATIENCE = 30;

/** How many links in a row one person lets die before a program takes their answer: days pass in one leap here. */
const LINKS = 3;

/** The whole way: a sitting decides, its record is printed, signed, sealed and sent, and the committee closes. */
export const held = (product: CastProduct, begins: number): Story => ({
  name: 'held',
  begins,
  tell: async (world, chance) => {
    await opened(world, product);
    const committeeId = await convened(world, [product], addDays(world.lastDay, chance.between(1, 8)), chance);
    await world.pause(chance);
    await sit(world, product, committeeId);
    const recordId = derivedId('record', derivedId('decision', committeeId, product.id));
    await world.states.until(recordId, 'inReview');
    await askToSign(world, product, recordId);
    await sign(world, product, recordId, chance);
    await world.states.until(committeeId, 'closed');
  },
});

async function sit(world: World, { id: productId, lead }: CastProduct, committeeId: string): Promise<void> {
  const step = async (name: string, act: (command: SittingCommand) => Promise<unknown>): Promise<void> => {
    const idempotencyKey = derivedId('storm', name, committeeId);
    await world.clients.ask({ process: 'committee', subjectId: committeeId, idempotencyKey }, async () =>
      act({ committeeId, personId: lead.id, idempotencyKey }),
    );
  };
  await step('open', async (command) => world.get(OpenSitting).execute(command));
  const view = await world.clients.insist('read', async () => world.get(Committees).byId(committeeId));
  const noted = (view?.members ?? []).map(({ id }) => ({ memberId: id, attendance: 'present' as const }));
  await step('attend', async (command) => world.get(RecordAttendance).execute({ ...command, noted, reason: '' }));
  await step('call', async (command) => world.get(CallProduct).execute({ ...command, productId }));
  await step('questions', async (command) => world.get(OpenQuestions).execute(command));
  await step('deliberation', async (command) => world.get(OpenDeliberation).execute(command));
  await step('decide', async (command) =>
    world
      .get(RecordDecision)
      .execute({ ...command, productId, draft: aDraft({ period: nextHalfYear(world.lastDay) }) }),
  );
  await step('close', async (command) => world.get(CloseSitting).execute(command));
}

/** The next half of a calendar year: money lapses with it. */
function nextHalfYear(day: CalendarDate): { readonly opensOn: CalendarDate; readonly closesOn: CalendarDate } {
  const year = Number(day.slice(0, 4));
  return day.slice(5) < '06-15'
    ? { opensOn: `${year}-07-01`, closesOn: `${year}-12-31` }
    : { opensOn: `${year + 1}-01-01`, closesOn: `${year + 1}-06-30` };
}

async function askToSign(world: World, { lead, sponsor }: CastProduct, recordId: string): Promise<void> {
  const { version } = await recordOf(world, recordId);
  const idempotencyKey = derivedId('storm', 'ask', recordId);
  await world.clients.ask({ process: 'deliberation-record', subjectId: recordId, idempotencyKey }, async () =>
    world.get(RequestSignOff).execute({
      recordId,
      version,
      signatories: [{ personId: sponsor.id, required: true }],
      personId: lead.id,
      idempotencyKey,
    }),
  );
}

/**
 * With the link of the mail, or of a fresh one when the deadline came first; when the mail was lost with whoever sent it, the
 * answer is taken by a program instead.
 */
async function sign(world: World, { sponsor }: CastProduct, recordId: string, chance: Draws): Promise<void> {
  const { version, context } = await recordOf(world, recordId);
  const signatoryId = context.signatories[0]?.signatoryId ?? '';
  const asked = {
    process: 'deliberation-record',
    subjectId: recordId,
    idempotencyKey: `answer:${version}:${signatoryId}`,
  } as const;
  const browser = world.browserOf(sponsor);
  const dead = new Set<string>();
  while (dead.size < LINKS) {
    const link = await linkTo(world, recordId, dead, chance);
    if (!link) break;
    const signed = await world.clients.try(asked, async () => {
      if (await browser.sign(link)) return true;
      const last = answerBy(context);
      if (last === null || world.ground.clock.today() <= last)
        throw new Refusal(`${recordId}: a link died before its deadline, ${last ?? 'which is none'}`);
      return false;
    });
    if (signed) return;
    dead.add(link.secret);
    const again = derivedId('storm', 'fresh', recordId, String(dead.size));
    await world.clients.insist(`fresh link ${recordId}`, async () => browser.askFreshLink(link.secret, again));
  }
  await world.clients.ask(asked, async () =>
    world.runtime.dispatch(
      'deliberation-record',
      recordId,
      { type: 'answer.given', signatoryId, choice: 'approve' },
      { actor: `signatory:${sponsor.id}`, idempotencyKey: asked.idempotencyKey },
    ),
  );
}

/** The mail that asks to sign, unless its link is known to be dead. */
async function linkTo(
  world: World,
  recordId: string,
  dead: ReadonlySet<string>,
  chance: Draws,
): Promise<SignOffMail | undefined> {
  const recordCase = caseId({ process: 'deliberation-record', subjectId: recordId });
  for (let look = 0; look < MAIL_PATIENCE; look += 1) {
    const rows = await world.clients.insist('mails', async () =>
      world.services
        .get(DataSource)
        .query<{ message_id: string }[]>('select message_id from mail_deliveries where case_id = $1', [recordCase]),
    );
    const ids = new Set(rows.map(({ message_id: id }) => id));
    for (const { messageId, text } of (await world.ground.smtp.accepted()).filter((mail) => ids.has(mail.messageId))) {
      const secret = /\/signature\/([\w-]{43})/u.exec(text)?.[1];
      const code = /Votre code\s*:?\s*(\d{3}\s?\d{3})/u.exec(text)?.[1]?.replaceAll(/\s/gu, '');
      if (messageId && secret && code && !dead.has(secret)) return { secret, code };
    }
    await world.pause(chance);
  }
  return undefined;
}

async function recordOf(world: World, recordId: string): Promise<RecordView> {
  const record = await world.clients.insist('read', async () => world.get(Records).byId(recordId));
  if (!record) throw new Error('the record was there');
  return record;
}

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { newId } from '#libs/kernel/index.js';
import { RecordsModule, type RecordView } from '#libs/records/index.js';
import { type GiveAnswerCommand, type Signature, SignOff, SignOffModule } from '#libs/sign-off/index.js';

import { type Committing, startCommittees } from './committees.builders.js';
import { aRecordInReview, recordOf } from './records.builders.js';
import type { Sitting } from './sittings.builders.js';

/** Committees up to the signatures of their records, on a real database, press and mail server. */
export const startSignOff = async (): Promise<Committing> => startCommittees(undefined, [RecordsModule, SignOffModule]);

export interface Signer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** A record that waits for its signatories. */
export interface Asked {
  readonly sitting: Sitting;
  readonly record: RecordView;
  readonly signers: readonly Signer[];
}

/** The people who may be asked, sponsor first. */
function signersOf(sitting: Sitting): readonly Signer[] {
  const { dinum, manager, operations, lead } = sitting.incubator;
  const sponsor = sitting.products[0]?.sponsor;
  return [...(sponsor ? [sponsor] : []), dinum, manager, operations, lead];
}

/** Sends the latest version to its signatories: one `true` each for those whose signature is required. */
export async function ask(world: Committing, sitting: Sitting, required: readonly boolean[]): Promise<Asked> {
  const signers = signersOf(sitting).slice(0, required.length);
  const before = await recordOf(world, sitting);
  await world.runtime.dispatch(
    'deliberation-record',
    before.id,
    {
      type: 'sign-off.requested',
      signatories: signers.map((signer, index) => ({
        signatoryId: newId(),
        personId: signer.id,
        required: required[index] ?? true,
      })),
    },
    { actor: `person:${sitting.incubator.lead.id}`, idempotencyKey: newId() },
  );
  await world.carryOut();
  return { sitting, record: await recordOf(world, sitting), signers };
}

/** A record printed and sent to its signatories, by default the sponsor alone. */
export async function anAskedRecord(world: Committing, required: readonly boolean[] = [true]): Promise<Asked> {
  const { sitting } = await aRecordInReview(world, {
    phase: 'acceleration',
    reservations: ['Publier la page d’impact.'],
  });
  return ask(world, sitting, required);
}

/** What a person finds in their mail. */
export interface FoundLink {
  readonly secret: string;
  readonly code: string;
}

/** The links mailed to somebody, latest first. */
export async function linksOf(world: Committing, to: Signer): Promise<readonly FoundLink[]> {
  const mails = await world.mails(to.email);
  return mails.flatMap(({ text }) => {
    const secret = /\/signature\/([\w-]{43})/u.exec(text)?.[1];
    const code = /Votre code\s*:?\s*(\d{3}\s?\d{3})/u.exec(text)?.[1]?.replaceAll(/\s/gu, '');
    return secret && code ? [{ secret, code }] : [];
  });
}

export async function linkOf(world: Committing, to: Signer | undefined): Promise<FoundLink> {
  const [link] = to ? await linksOf(world, to) : [];
  if (!link) throw new Error('no link was mailed');
  return link;
}

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** Answers as a person would from their mail; a test names only what matters to it. */
export async function give({ get }: Committing, command: FoundLink & Partial<GiveAnswerCommand>): Promise<Signature> {
  return get(SignOff).give({
    choice: 'approve',
    comment: '',
    from: { ip: '192.0.2.17', userAgent: FIREFOX },
    ...command,
  });
}

/** A code that is not that one. */
export const wrong = ({ code }: FoundLink): string => (code === '000000' ? '000001' : '000000');

/** All that a visit might change, counted. */
export async function trace({ dataSource }: Committing): Promise<unknown> {
  const [counted] = await dataSource.query<unknown[]>(`
    select (select count(*) from sign_off_links) as links, (select sum(wrong_codes) from sign_off_links) as codes,
           (select count(*) from signatures) as signatures, (select sum(revision) from cases) as revisions,
           (select count(*) from case_events) as events, (select count(*) from outbox) as effects,
           (select count(*) from mail_deliveries) as mails, (select count(*) from rate_limits) as limits,
           (select count(*) from sessions) as sessions`);
  return counted;
}

/** The text of a PDF, each run of spaces as one. */
export async function textOfPdf(pdf: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jalon-sign-off-'));
  try {
    const path = join(folder, 'record.pdf');
    await writeFile(path, pdf);
    const { stdout } = await promisify(execFile)('pdftotext', ['-enc', 'UTF-8', path, '-']);
    return stdout.replaceAll(/[ \n]+/gu, ' ');
  } finally {
    await rm(folder, { recursive: true });
  }
}

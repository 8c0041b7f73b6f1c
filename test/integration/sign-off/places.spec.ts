import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { newId } from '#libs/kernel/index.js';
import { Records } from '#libs/records/index.js';
import { Signatures } from '#libs/sign-off/index.js';

import { type Browsing, browseCommittees } from '../../support/committees.web.js';
import { aRecordInReview, recordOf, settle } from '../../support/records.builders.js';
import { type FoundLink, give, linkOf, linksOf, type Signer, textOfPdf } from '../../support/sign-off.builders.js';
import type { Sitting } from '../../support/sittings.builders.js';

let world: Browsing;
beforeAll(async () => {
  world = await browseCommittees();
});
afterAll(async () => world.stop());

interface Signed {
  readonly sitting: Sitting;
  readonly recordId: string;
  readonly page: string;
  readonly lead: Awaited<ReturnType<Browsing['logIn']>>;
  readonly sponsor: Signer;
  readonly dinum: Signer;
  readonly manager: Signer;
}

/** Asks the sponsor and the DINUM's manager by the form of the page, as the lead fills it. */
async function asked(
  signing: Readonly<Record<string, string>>,
  roles: Readonly<Record<string, string>> = {},
): Promise<Signed> {
  const { sitting, record } = await aRecordInReview(world);
  const { incubator, products } = sitting;
  const [sponsor, dinum, manager] = [products[0]!.sponsor!, incubator.dinum, incubator.manager];
  const lead = await world.logIn(incubator.lead);
  const page = `/releves/${record.id}`;
  await lead.get(page);
  const chosen = { [sponsor.id]: 'required', [dinum.id]: 'required', ...roles };
  const { status, text } = await lead.post(`${page}/validation`, {
    idempotencyKey: newId(),
    version: '1',
    ...Object.fromEntries(Object.entries(chosen).map(([id, role]) => [`roles[${id}]`, role])),
    ...Object.fromEntries(Object.entries(signing).map(([name, value]) => [`signing[${name}]`, value])),
  });
  if (status !== 303) throw new Error(text.replaceAll(/<[^>]*>|\s+/gu, ' '));
  await settle(world);
  return { sitting, recordId: record.id, page, lead, sponsor, dinum, manager };
}

const stateOf = async ({ sitting }: Signed) => (await recordOf(world, sitting)).state;
const delegate = async (link: FoundLink, to: Signer, changes: Readonly<Record<string, string>> = {}) => {
  const visited = await world.anybody.post(`/signature/${link.secret}/delegation`, {
    delegateName: to.name,
    delegateEmail: to.email,
    delegateReason: 'En congé jusqu’au 30 juin',
    delegateCode: link.code,
    ...changes,
  });
  await settle(world);
  return visited;
};

describe('signing one after the other', () => {
  it('writes to the next when the one before has signed; a copied link signs nothing before its turn', async () => {
    const signed = await asked({ order: 'in-order', ranks: '', quorum: '', workingDays: '4' });
    const { sponsor, dinum, lead, page } = signed;
    const order = (await recordOf(world, signed.sitting)).context.signatories.map(({ personId }) => personId);
    const [first, second] = order[0] === sponsor.id ? [sponsor, dinum] : [dinum, sponsor];
    expect(await linksOf(world, second)).toEqual([]);
    expect((await lead.get(page)).text).toContain('Pas encore son tour');
    await give(world, await linkOf(world, first));
    await settle(world);
    const link = await linkOf(world, second);
    await give(world, link);
    expect(await stateOf(signed)).toBe('signed');
  });

  it('tells an early link that its turn has not come', async () => {
    const signed = await asked({ order: 'together', quorum: '', workingDays: '10' });
    const link = await linkOf(world, signed.dinum);
    await world.dataSource.query(
      `update cases set snapshot = jsonb_set(snapshot, '{context,signing,inOrder}', 'true') where subject_id = $1`,
      [signed.recordId],
    );
    const { signatories } = (await recordOf(world, signed.sitting)).context;
    const early = signatories[0]?.personId === signed.dinum.id ? await linkOf(world, signed.sponsor) : link;
    const shown = await world.anybody.get(`/signature/${early.secret}`);
    expect([shown.status, shown.text.includes('Ce n’est pas encore à vous')]).toEqual([410, true]);
    await expect(give(world, early)).rejects.toMatchObject({ reason: 'not-your-turn' });
    expect(await world.get(Signatures).ofRecord(signed.recordId)).toEqual([]);
  });

  it('refuses, beside their fields, a quorum, a delay or names that cannot be', async () => {
    await expect(asked({ order: 'in-order', ranks: 'Personne', quorum: '3', workingDays: '1' })).rejects.toThrow(
      /un nombre entre 1 et 2.*Chaque nom doit être|Chaque nom doit être.*un nombre entre 1 et 2/u,
    );
  });
});

describe('a quorum', () => {
  it('takes effect once it is reached; the others are waited for no more', async () => {
    const signed = await asked({ order: 'together', quorum: '1', workingDays: '10' });
    const late = await linkOf(world, signed.dinum);
    await give(world, await linkOf(world, signed.sponsor));
    expect(await stateOf(signed)).toBe('signed');
    await expect(give(world, late)).rejects.toMatchObject({ reason: 'closed' });
  });
});

describe('delegating', () => {
  it('takes a link and its code, kills the link, and is shown as « B pour A », down a chain', async () => {
    const signed = await asked({ order: 'together', quorum: '', workingDays: '10' });
    const { sponsor, dinum, manager, lead, page } = signed;
    const mine = await linkOf(world, sponsor);
    const refused = await delegate(mine, manager, { delegateCode: '', delegateReason: '' });
    expect([refused.status, refused.text.includes('Indiquez le motif')]).toEqual([422, true]);
    expect((await delegate(mine, manager)).location).toContain('etat=delegue');
    expect((await world.anybody.get(`/signature/${mine.secret}`)).text).toContain('a été déléguée');
    await expect(give(world, mine)).rejects.toMatchObject({ reason: 'delegated' });
    const deputy = { id: '', name: 'Ada Relais', email: `ada.${newId()}@ministere.example` };
    const theirs = await linkOf(world, manager);
    const back = await delegate(theirs, sponsor);
    expect([back.status, back.text.includes('par qui cette signature n’est pas déjà passée')]).toEqual([409, true]);
    await delegate(theirs, deputy);
    expect((await lead.get(page)).text).toContain(`Ada Relais pour ${sponsor.name}`);
    const told = (await world.mails(sponsor.email)).filter(({ subject }) => subject.startsWith('Signature déléguée'));
    expect(told[0]?.text).toContain('En congé jusqu’au 30 juin');
    await give(world, await linkOf(world, deputy));
    await give(world, await linkOf(world, dinum));
    await settle(world);
    const sealed = await world.get(Records).document(signed.recordId, 1, 'sealed');
    expect(await textOfPdf(sealed?.pdf ?? new Uint8Array())).toContain(`Ada Relais pour ${sponsor.name}`);
  });

  it('may cross: each signs once, for the other', async () => {
    const signed = await asked({ order: 'together', quorum: '', workingDays: '10' });
    const { sponsor, dinum } = signed;
    const [mine, theirs] = [await linkOf(world, sponsor), await linkOf(world, dinum)];
    await delegate(mine, dinum);
    await delegate(theirs, sponsor);
    await give(world, await linkOf(world, sponsor));
    await give(world, await linkOf(world, dinum));
    expect(await stateOf(signed)).toBe('signed');
    const [first, second] = await world.get(Signatures).ofRecord(signed.recordId);
    expect(new Set([first?.personId, second?.personId])).toEqual(new Set([sponsor.id, dinum.id]));
    expect(first?.signatoryId).not.toBe(second?.signatoryId);
  });
});

describe('replacing a signatory', () => {
  it('before an answer: the former link says so, the former signatory is told, and both stay in the log', async () => {
    const signed = await asked({ order: 'together', quorum: '', workingDays: '10' });
    const { sponsor, manager, lead, page, recordId } = signed;
    const former = await linkOf(world, sponsor);
    const place = (await recordOf(world, signed.sitting)).context.signatories.find(
      ({ personId }) => personId === sponsor.id,
    );
    const form = {
      idempotencyKey: newId(),
      signatoryId: place!.signatoryId,
      byPersonId: manager.id,
      reason: 'A quitté ses fonctions',
    };
    await lead.get(page);
    await lead.post(`${page}/signataires/remplacement`, form);
    await lead.post(`${page}/signataires/remplacement`, form);
    await settle(world);
    expect((await world.anybody.get(`/signature/${former.secret}`)).text).toContain(
      'Votre signature n’est plus attendue',
    );
    await expect(give(world, former)).rejects.toMatchObject({ reason: 'replaced' });
    expect((await lead.get(page)).text).toContain(`Remplace ${sponsor.name}`);
    const told = (await world.mails(sponsor.email)).filter(({ subject }) => subject.includes('n’est plus attendue'));
    expect(told).toHaveLength(1);
    expect((await world.get(Records).byId(recordId))?.context.former).toHaveLength(1);
    await give(world, await linkOf(world, manager));
    await give(world, await linkOf(world, signed.dinum));
    expect(await stateOf(signed)).toBe('signed');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Envelopes } from '#libs/decisions/index.js';
import { newId } from '#libs/kernel/index.js';
import { Records } from '#libs/records/index.js';
import { AlreadySigned, ForgetOrigins, FreshLink, Signatures } from '#libs/sign-off/index.js';

import type { Committing } from '../../support/committees.builders.js';
import { recordOf, settle } from '../../support/records.builders.js';
import {
  anAskedRecord,
  ask,
  type Asked,
  give,
  linkOf,
  linksOf,
  startSignOff,
  textOfPdf,
} from '../../support/sign-off.builders.js';

let world: Committing;
beforeAll(async () => {
  world = await startSignOff();
});
afterAll(async () => world.stop());

const phaseOf = async (asked: Asked) => (await world.runtime.read('product-lifecycle', asked.record.productId))?.state;
const stateOf = async (asked: Asked) => (await recordOf(world, asked.sitting)).state;

const effectsOf = async ({ record }: Asked, type: string) =>
  world.dataSource.query<unknown[]>(
    `select 1 from outbox o join cases c on c.id = o.case_id where c.subject_id = $1 and o.type = $2`,
    [record.id, type],
  );

describe('asking for a signature', () => {
  it('says the decision in the mail itself, with the record, a link and a code', async () => {
    const asked = await anAskedRecord(world);
    const all = await world.mails(asked.signers[0]?.email);
    const mails = all.filter(({ text }) => text.includes('/signature/'));
    expect(mails).toHaveLength(1);
    const [mail] = mails;
    expect(mail?.subject).toContain('Votre réponse est attendue\u00A0: Produit 1');
    for (const said of [
      'Passage en accélération',
      'Poursuite avec le même budget',
      '200\u202F000\u00A0€',
      'Publier la page d’impact.',
      'Ouvrir le service dans deux départements de plus',
      'passera en accélération',
      'Une enveloppe de',
    ])
      expect(mail?.text).toContain(said);
    expect(mail?.attachments).toMatchObject([{ contentType: 'application/pdf' }]);
    expect(mail?.text).toContain('lundi 29\u00A0juin 2026');
  });

  it('stores neither secret nor code', async () => {
    const asked = await anAskedRecord(world);
    const { secret, code } = await linkOf(world, asked.signers[0]);
    const stored = JSON.stringify(await world.dataSource.query('select * from sign_off_links'));
    expect(stored).not.toContain(secret);
    expect(stored).not.toContain(`"${code}"`);
  });

  it('reminds with a link beside the first, which stays good; then tells the lead who is silent', async () => {
    const asked = await anAskedRecord(world, [true, true]);
    const [sponsor, dinum] = asked.signers;
    await give(world, await linkOf(world, dinum));
    await world.goTo('2026-06-22T07:00:00.000Z');
    const links = await linksOf(world, sponsor!);
    expect(links).toHaveLength(2);
    expect(await linksOf(world, dinum!)).toHaveLength(1);
    await world.goTo('2026-06-30T07:00:00.000Z');
    const toLead = await world.mails(asked.sitting.incubator.lead.email);
    const [told] = toLead.filter(({ subject }) => subject.startsWith('Réponses en retard'));
    expect(told?.text).toContain(sponsor?.name);
    expect(told?.text).not.toContain(dinum?.email);
    // The deadline ended both links; a fresh one, asked for with a dead one, serves.
    for (const link of links) await expect(give(world, link)).rejects.toMatchObject({ reason: 'deadline' });
    const from = { ip: '192.0.2.17', userAgent: undefined };
    await world.get(FreshLink).execute({ secret: links[0]!.secret, idempotencyKey: newId(), from });
    const fresh = await linkOf(world, sponsor);
    await give(world, fresh);
    expect(await stateOf(asked)).toBe('signed');
    for (const link of [...links, fresh]) await expect(give(world, link)).rejects.toBeInstanceOf(AlreadySigned);
    world.clock.set('2026-06-15T15:00:00.000Z');
  });
});

describe('answering', () => {
  it('takes effect with the last required signature: the phase moves, the envelope opens, the record is sealed', async () => {
    const asked = await anAskedRecord(world, [true, true, false]);
    const [sponsor, dinum] = asked.signers;
    await give(world, { ...(await linkOf(world, dinum)), choice: 'approve-with-reservations', comment: 'À suivre.' });
    expect([await stateOf(asked), await phaseOf(asked)]).toEqual(['awaitingSignOff', 'construction']);
    const signature = await give(world, await linkOf(world, sponsor));
    expect(signature).toMatchObject({
      choice: 'approve',
      comment: null,
      signedAt: world.clock.now(),
      documentSha256: asked.record.pdf.draft?.sha256,
      fromNetwork: '192.0.2.0/24',
      fromBrowser: 'Firefox, Windows',
    });
    expect([await stateOf(asked), await phaseOf(asked)]).toEqual(['signed', 'acceleration']);
    await settle(world);
    expect(await world.get(Envelopes).currentOf(asked.record.productId, '2026-07-01')).toMatchObject({
      totalCents: 200_000_00,
    });
    const sealed = await recordOf(world, asked.sitting);
    expect(sealed.state).toBe('sealed');
    const printed = await textOfPdf(
      (await world.get(Records).document(sealed.id, 1, 'sealed'))?.pdf ?? new Uint8Array(),
    );
    for (const said of ['Approuvé avec réserves', 'À suivre.', 'Lien personnel envoyé', '192.0.2.0/24'])
      expect(printed).toContain(said);
  });

  it('is done once, though twenty send it at the same moment and two by the other link', async () => {
    const asked = await anAskedRecord(world);
    await world.goTo('2026-06-22T07:00:00.000Z');
    const [first, second] = await linksOf(world, asked.signers[0]!);
    const tries = Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0
        ? { ...(index % 4 === 0 ? first! : second!) }
        : { ...first!, choice: 'decline', comment: 'Je refuse' },
    );
    const outcomes = await Promise.allSettled(tries.map(async (one) => give(world, one)));
    const taken = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(taken).toHaveLength(1);
    for (const reason of refused) {
      expect(reason).toBeInstanceOf(AlreadySigned);
      expect((reason as AlreadySigned).signature).toEqual(taken[0]);
    }
    expect(await world.get(Signatures).ofRecord(asked.record.id)).toHaveLength(1);
    const once = taken[0]?.choice === 'approve' ? 'record.seal' : 'sign-off.report-declined';
    expect(await effectsOf(asked, once)).toHaveLength(1);
    world.clock.set('2026-06-15T15:00:00.000Z');
  });

  it('with changes asked for, sends the record back; who had signed is told, and signs the next version anew', async () => {
    const asked = await anAskedRecord(world, [true, true]);
    const [sponsor, dinum] = asked.signers;
    await give(world, await linkOf(world, dinum));
    await give(world, {
      ...(await linkOf(world, sponsor)),
      choice: 'request-changes',
      comment: 'Le montant de la ligne « Données » est faux.',
    });
    await world.carryOut();
    const [toLead] = (await world.mails(asked.sitting.incubator.lead.email)).filter(({ subject }) =>
      subject.startsWith('Modifications demandées'),
    );
    expect(toLead?.text).toContain('est faux');
    const [toSigned] = (await world.mails(dinum?.email)).filter(({ subject }) => subject.includes('caduque'));
    expect(toSigned?.text).toContain(sponsor?.name);
    expect(toSigned?.text).toContain('est faux');
    await world.runtime.dispatch(
      'deliberation-record',
      asked.record.id,
      { type: 'record.edited' },
      { actor: `person:${asked.sitting.incubator.lead.id}`, idempotencyKey: newId() },
    );
    await world.dataSource.query(
      `insert into record_versions select record_id, 2, presentation, discussion, content, content_sha256, created_by, created_at
         from record_versions where record_id = $1`,
      [asked.record.id],
    );
    await settle(world);
    const again = await ask(world, asked.sitting, [true, true]);
    expect(again.record.context.version).toBe(2);
    await give(world, await linkOf(world, dinum));
    expect((await world.get(Signatures).ofRecord(asked.record.id)).map(({ version }) => version)).toEqual([1, 1, 2]);
  });

  it('with a refusal, ends the record; everyone is told who and why, in the mail itself', async () => {
    const asked = await anAskedRecord(world, [true, true]);
    const [sponsor] = asked.signers;
    await give(world, { ...(await linkOf(world, sponsor)), choice: 'decline', comment: 'La ligne est gelée.' });
    await world.carryOut();
    expect([await stateOf(asked), await phaseOf(asked)]).toEqual(['declined', 'construction']);
    const { incubator, products } = asked.sitting;
    const everyone = [
      incubator.lead,
      incubator.operations,
      products[0]?.intrapreneur,
      products[0]?.teamMember,
      sponsor,
    ];
    for (const person of everyone) {
      const [told] = (await world.mails(person?.email)).filter(({ subject }) => subject.startsWith('Relevé refusé'));
      expect(told?.text).toContain(sponsor?.name);
      expect(told?.text).toContain('La ligne est gelée.');
    }
    expect((await world.get(Records).byId(asked.record.id))?.state).toBe('declined');
  });

  it('by somebody who is only informed, is told and decides nothing', async () => {
    const asked = await anAskedRecord(world, [true, false]);
    const [, dinum] = asked.signers;
    await give(world, { ...(await linkOf(world, dinum)), choice: 'decline', comment: 'Trop cher.' });
    await world.carryOut();
    expect(await stateOf(asked)).toBe('awaitingSignOff');
    const subjects = (await world.mails(asked.sitting.incubator.lead.email)).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject.startsWith('Avis défavorable'))).toHaveLength(1);
  });

  it('is kept for good: nobody changes or removes a signature, not even in the database', async () => {
    const asked = await anAskedRecord(world);
    await give(world, await linkOf(world, asked.signers[0]));
    await expect(world.dataSource.query(`update signatures set choice = 'decline'`)).rejects.toThrow('never changed');
    await expect(world.dataSource.query('delete from signatures')).rejects.toThrow('never changed');
    const moved = `update signatures set from_network = null, from_browser = 'Firefox'`;
    await expect(world.dataSource.query(moved)).rejects.toThrow('never changed');
  });

  it('keeps who, what and when for good, and where it came from for three years', async () => {
    const asked = await anAskedRecord(world);
    const given = await give(world, await linkOf(world, asked.signers[0]));
    const kept = async () => world.get(Signatures).of(given);
    const forget = world.get(ForgetOrigins);
    world.clock.set('2029-06-15T08:00:00.000Z');
    await forget.pass();
    expect(await kept()).toEqual(given);
    world.clock.set('2029-06-17T08:00:00.000Z');
    await forget.pass();
    expect(await kept()).toEqual({ ...given, fromNetwork: null, fromBrowser: null });
    world.clock.set('2026-06-15T15:00:00.000Z');
  });
});

import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { newId } from '#libs/kernel/index.js';
import { Signatures } from '#libs/sign-off/index.js';

import { type Browsing, browseCommittees } from '../../support/committees.web.js';
import { recordOf } from '../../support/records.builders.js';
import {
  anAskedRecord,
  type Asked,
  type FoundLink,
  linkOf,
  linksOf,
  trace,
  wrong,
} from '../../support/sign-off.builders.js';

let world: Browsing;
let asked: Asked;
let link: FoundLink;
let page: string;
beforeAll(async () => {
  world = await browseCommittees();
});
beforeEach(async () => {
  asked = await anAskedRecord(world, [true, true]);
  link = await linkOf(world, asked.signers[0]);
  page = `/signature/${link.secret}`;
});
afterAll(async () => world.stop());

const answer = (changes: Record<string, string> = {}) => ({
  choice: 'approve',
  comment: '',
  code: link.code,
  ...changes,
});
const signatures = async () => (await world.get(Signatures).ofRecord(asked.record.id)).length;

describe('opening the link of a mail', () => {
  it('fifty times, by GET and HEAD, changes nothing and leaves no cookie', async () => {
    const before = await trace(world);
    for (let visit = 0; visit < 50; visit += 1) {
      const method = visit % 2 === 0 ? 'GET' : 'HEAD';
      const path = visit % 5 === 0 ? `${page}/releve.pdf` : page;
      const response = await fetch(`${world.origin}${path}`, { method, headers: { accept: 'text/html' } });
      await response.arrayBuffer();
      expect(response.status).toBe(200);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
    expect(await trace(world)).toEqual(before);
  });

  it('shows the decision, the whole record and the form, with nothing chosen, light and not indexed', async () => {
    const response = await fetch(`${world.origin}${page}`, { headers: { accept: 'text/html' } });
    const html = await response.text();
    for (const said of [
      'Passage en accélération',
      'Publier la page d’impact.',
      'Ouvrir le service dans deux départements de plus',
      'L’équipe a présenté ses résultats',
      'Développement',
      'passera en accélération',
      'Inès Produit 1',
    ])
      expect(html).toContain(said);
    expect(html).not.toMatch(/<input[^>]*checked/u);
    expect(html).not.toContain('_csrf');
    expect(html).not.toContain('<script');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('x-robots-tag')).toBe('noindex');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(gzipSync(html).length).toBeLessThan(20_000);
  });

  it('gives the very PDF whose fingerprint is signed', async () => {
    const response = await fetch(`${world.origin}${page}/releve.pdf`);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toContain(`${asked.record.reference}-version-1.pdf`);
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });
});

describe('sending the form', () => {
  it('ties each error to its field and keeps what was typed', async () => {
    const empty = await world.anybody.post(page, { choice: '', comment: '', code: '' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('href="#field-choice"');
    expect(empty.text).toContain('href="#field-code"');
    const unsaid = await world.anybody.post(page, answer({ choice: 'decline', code: '12 34' }));
    expect(unsaid.text).toContain('id="field-comment-error"');
    expect(unsaid.text).toMatch(/value="decline"[^>]* checked|checked[^>]*value="decline"/u);
    const guessed = await world.anybody.post(
      page,
      answer({ choice: 'decline', comment: 'Motif gardé', code: wrong(link) }),
    );
    expect([guessed.status, guessed.cookies]).toEqual([422, []]);
    expect(guessed.text).toContain('Motif gardé');
    expect(guessed.text).toContain('id="field-code-error"');
    expect(await signatures()).toBe(0);
  });

  it('records the answer, says what follows; opened again, says « déjà enregistré »', async () => {
    const sent = await world.anybody.post(page, answer());
    expect([sent.status, sent.location, sent.cookies]).toEqual([303, `${page}?etat=enregistre`, []]);
    const confirmed = await world.anybody.get(sent.location);
    expect(confirmed.text).toContain('Votre réponse est enregistrée');
    expect(confirmed.text).toContain('attend encore 1\u00A0réponse requise');
    const again = await world.anybody.get(page);
    expect(again.text).toContain('Déjà enregistré');
    expect(again.text).toContain('J’approuve');
    const second = await world.anybody.post(page, answer({ choice: 'decline', comment: 'Non' }));
    expect(second.location).toBe(`${page}?etat=deja-enregistre`);
    expect(await signatures()).toBe(1);
  });

  it('from another site is refused, even with the right code', async () => {
    const response = await fetch(`${world.origin}${page}`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(answer()),
    });
    expect(response.status).toBe(403);
    expect(await signatures()).toBe(0);
  });

  it('takes only text: arrays and objects in place of fields sign nothing', async () => {
    for (const body of [
      'choice[]=approve&code[]=1',
      `choice[a]=approve&code=${link.code}`,
      `code=${link.code}&code=${link.code}&choice=approve`,
      '',
    ])
      await fetch(`${world.origin}${page}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
        body,
      });
    expect(await signatures()).toBe(0);
  });
});

describe('a link that is dead', () => {
  it('says why and mails a fresh one, which signs', async () => {
    for (let tried = 0; tried < 5; tried += 1) await world.anybody.post(page, answer({ code: wrong(link) }));
    const dead = await world.anybody.get(page);
    expect(dead.status).toBe(410);
    expect(dead.text).toContain('Trop de codes erronés');
    expect(dead.text).not.toContain('Passage en accélération');
    expect((await world.anybody.get(`${page}/releve.pdf`)).status).toBe(404);
    const idempotencyKey = /name="idempotencyKey" value="([^"]+)"/u.exec(dead.text)?.[1] ?? '';
    const sent = await world.anybody.post(`${page}/nouveau-lien`, { idempotencyKey });
    expect((await world.anybody.get(sent.location)).text).toContain('nouveau courriel');
    const fresh = await linkOf(world, asked.signers[0]);
    expect(fresh.secret).not.toBe(link.secret);
    await world.anybody.post(`/signature/${fresh.secret}`, answer({ code: fresh.code }));
    expect(await signatures()).toBe(1);
  });

  it('is made so by the lead, from the record', async () => {
    const lead = await world.logIn(asked.sitting.incubator.lead);
    const { id, context } = await recordOf(world, asked.sitting);
    const path = `/releves/${id}/signataires/${context.signatories[0]?.signatoryId}/renvoi`;
    const sent = await lead.post(path, { idempotencyKey: newId() });
    expect([sent.status, sent.location]).toEqual([303, `/releves/${id}`]);
    expect(await linksOf(world, asked.signers[0]!)).toHaveLength(2);
    expect((await world.anybody.get(page)).text).toContain('remplacé par un lien plus récent');
    const stranger = await world.logIn(asked.sitting.products[0]!.sponsor!);
    expect((await stranger.post(path, { idempotencyKey: newId() })).status).toBe(404);
  });

  it('that never was leads nowhere', async () => {
    const none = `/signature/${'A'.repeat(43)}`;
    expect((await world.anybody.get(none)).status).toBe(404);
    expect((await world.anybody.post(none, answer())).status).toBe(404);
    expect((await world.anybody.get(`${none}/releve.pdf`)).status).toBe(404);
  });
});

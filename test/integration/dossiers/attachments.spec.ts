import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { OpenSitting } from '#libs/decisions/index.js';
import { Attachments } from '#libs/dossiers/index.js';
import { hashSecret, newId } from '#libs/kernel/index.js';

import { type Browsing, browseCommittees } from '../../support/committees.web.js';
import { aDossierContent, aPreparation } from '../../support/dossiers.builders.js';
import { files } from '../../support/files.builders.js';

let world: Browsing;
beforeAll(async () => {
  world = await browseCommittees('2026-06-08T09:00:00.000Z');
});
afterAll(async () => world.stop());

type Person = Awaited<ReturnType<typeof aPreparation>>['product']['coach'];

/** Somebody before the page of a dossier’s files. */
async function atDesk(person: Person, dossierId: string) {
  const visitor = await world.logIn(person);
  const path = `/dossiers/${dossierId}/pieces`;
  const listed = async () => visitor.get(path);
  const csrf = async () => /name="_csrf" value="([^"]+)"/u.exec((await visitor.get('/comites')).text)?.[1] ?? '';
  return {
    listed,
    async join(name: string, content: Uint8Array, given: { csrf?: string; idempotencyKey?: string } = {}) {
      const body = new FormData();
      body.append('_csrf', given.csrf ?? (await csrf()));
      body.append('idempotencyKey', given.idempotencyKey ?? newId());
      body.append('piece', new Blob([new Uint8Array(content)], { type: 'text/html' }), name);
      const response = await fetch(`${world.origin}${path}`, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { cookie: `jalon_session=${visitor.secret}`, accept: 'text/html' },
      });
      return { status: response.status, text: await response.text() };
    },
    fetch: async (id: string) =>
      fetch(`${world.origin}${path}/${id}`, { headers: { cookie: `jalon_session=${visitor.secret}` } }),
    remove: async (id: string) => visitor.post(`${path}/${id}/retirer`, { _csrf: await csrf() }),
  };
}

async function aDesk() {
  const preparation = await aPreparation(world);
  const { id } = await preparation.find();
  const kept = async () => world.get(Attachments).of(id);
  return { ...preparation, id, kept, team: await atDesk(preparation.product.coach, id) };
}

const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('jalon-upload-'));

describe('a file that a dossier does not take', () => {
  let desk: Awaited<ReturnType<typeof aDesk>>;
  beforeAll(async () => {
    desk = await aDesk();
  });
  it.each([
    ['présentation.pdf', files.png, 'annonce un PDF, mais son contenu est une image PNG'],
    ['logo.png', files.svg, 'son contenu n’en est pas'],
    ['maquette.pdf', files.html, 'son contenu n’en est pas'],
    ['note.pptx', files.docx, 'son contenu n’en est pas'],
    ['note.docx', files.docx, 'PDF, ODP, PPTX, PNG, JPEG ou WebP'],
    ['\u202Efdp.exe', files.pdf, 'PDF, ODP, PPTX, PNG, JPEG ou WebP'],
    ['vide.pdf', Buffer.alloc(0), 'Ce fichier est vide.'],
    ['lourd.pdf', Buffer.concat([files.pdf, Buffer.alloc(20 * 1024 * 1024)]), 'Ce fichier dépasse 20\u00A0Mo.'],
  ])('is told in French: %s, and nothing is kept of it', async (name, content, why) => {
    const { team, kept } = desk;
    const answer = await team.join(name, content);
    expect([answer.status, answer.text.includes(why)]).toEqual([422, true]);
    expect(await kept()).toEqual([]);
    expect(leftovers()).toEqual([]);
  });
});

describe('joining a file to a dossier', () => {
  it('takes the six kinds that a committee reads, and gives each back as it was, to be saved and never run', async () => {
    const { team, kept } = await aDesk();
    for (const kind of ['pdf', 'odp', 'pptx', 'png', 'jpeg', 'webp'] as const)
      expect([kind, (await team.join(`Présentation « été ».${kind}`, files[kind])).status]).toEqual([kind, 303]);
    const all = await kept();
    for (const { name, size, hash } of all) {
      const content = files[name.split('.').at(-1) as 'pdf'];
      expect([size, hash]).toEqual([content.length, hashSecret(content)]);
    }
    expect(all).toHaveLength(6);
    const pptx = all.find(({ name }) => name.endsWith('.pptx'));
    const given = await team.fetch(pptx?.id ?? '');
    expect(Buffer.from(await given.arrayBuffer()).equals(files.pptx)).toBe(true);
    expect(Object.fromEntries(given.headers)).toMatchObject({
      'content-type': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-disposition': expect.stringMatching(
        /^attachment; filename=".+"; filename\*=UTF-8''Pr%C3%A9sentation%20/u,
      ),
    });
    expect(leftovers()).toEqual([]);
  });

  it('happens once for a form sent twice, and not at all for a form of another site', async () => {
    const { team, kept } = await aDesk();
    const idempotencyKey = newId();
    const sent = [1, 2].map(async () => team.join('a.pdf', files.pdf, { idempotencyKey }));
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([303, 303]);
    expect(await kept()).toHaveLength(1);
    expect((await team.join('b.png', files.png, { csrf: 'forged' })).status).toBe(403);
    expect(await kept()).toHaveLength(1);
  });

  it('is for the team; members are given the files with the dossier, and nobody else is', async () => {
    const { team, kept, product, id, save, submit, incubator, committeeId } = await aDesk();
    await team.join('a.pdf', files.pdf);
    const [file] = await kept();
    const sponsor = await atDesk(product.sponsor ?? product.coach, id);
    expect((await sponsor.join('b.png', files.png)).status).toBe(403);
    expect((await sponsor.fetch(file?.id ?? '')).status).toBe(404);
    const other = await aDesk();
    expect((await other.team.fetch(file?.id ?? '')).status).toBe(404);
    expect((await (await atDesk(other.product.coach, id)).join('c.png', files.png)).status).toBe(404);
    await save(aDossierContent());
    await submit();
    expect((await sponsor.fetch(file?.id ?? '')).status).toBe(200);

    world.clock.set('2026-06-15T12:00:00.000Z');
    await world.get(OpenSitting).execute({ committeeId, personId: incubator.lead.id, idempotencyKey: newId() });
    expect((await (await atDesk(product.coach, id)).remove(file?.id ?? '')).status).toBe(409);
    expect(await kept()).toHaveLength(1);
    world.clock.set('2026-06-08T09:00:00.000Z');
  });

  it('is undone until the sitting opens: the bytes go, and who took them out stays', async () => {
    const { team, kept, id, product } = await aDesk();
    await team.join('a.pdf', files.pdf);
    const [file] = await kept();
    expect((await team.remove(file?.id ?? '')).status).toBe(303);
    expect((await team.fetch(file?.id ?? '')).status).toBe(404);
    const [row] = await world.dataSource.query<{ removed_by: string; chunks: string }[]>(
      `select a.removed_by, (select count(*) from dossier_attachment_chunks c where c.attachment_id = a.id) as chunks
         from dossier_attachments a where a.dossier_id = $1`,
      [id],
    );
    expect(row).toEqual({ removed_by: product.coach.id, chunks: '0' });
    expect((await team.listed()).text).toContain('a.pdf, retirée');
  });
});

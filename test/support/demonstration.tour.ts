import { People, type Person } from '#libs/identity/index.js';
import { newId } from '#libs/kernel/index.js';
import { CapturedMails } from '#libs/mail/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { Records, RequestSignOff, SignatoryCandidates } from '#libs/records/index.js';

import type { Embedded } from './embedded.js';
import { eventually } from './eventually.js';

/** Pages of a case, by what it is and where it stands. */
const OF_CASES: readonly (readonly [name: string, process: string, state: string, path: string])[] = [
  ['produit-investigation', 'product-lifecycle', 'investigation', '/produits/:id'],
  ['produit-construction', 'product-lifecycle', 'construction', '/produits/:id'],
  ['produit-acceleration', 'product-lifecycle', 'acceleration', '/produits/:id'],
  ['produit-arrete', 'product-lifecycle', 'stopped', '/produits/:id'],
  ['comite-planifie', 'committee', 'planned', '/comites/:id'],
  ['comite-convoque', 'committee', 'convened', '/comites/:id'],
  ['comite-en-preparation', 'committee', 'preparing', '/comites/:id'],
  ['comite-decide', 'committee', 'decided', '/comites/:id'],
  ['comite-clos', 'committee', 'closed', '/comites/:id'],
  ['seance-avant', 'committee', 'preparing', '/comites/:id/seance'],
  ['seance-levee', 'committee', 'decided', '/comites/:id/seance'],
  ['releve-scelle', 'deliberation-record', 'sealed', '/releves/:id'],
  ['journal-du-comite', 'committee', 'decided', '/journal/:case'],
];

/**
 * The pages of the demonstration by name, with one record on its way to be signed: `['signature', '/signature/…']`. What the
 * demonstration does not hold is left out.
 */
export async function tourOf(jalon: Embedded, lead: Person): Promise<ReadonlyMap<string, string>> {
  const { outside } = jalon.get(Transactions);
  const tour = new Map<string, string>();
  const signOff = await signOffUnderWay(jalon, lead);
  for (const [name, process, state, path] of OF_CASES) {
    const [found] = await outside.query<{ id: string; case_id: string }[]>(
      `select subject_id as id, id as case_id from cases
        where process = $1 and split_part(state, '.', 1) = $2 order by revision desc, id limit 1`,
      [process, state],
    );
    if (found) tour.set(name, path.replace(':id', found.id).replace(':case', found.case_id));
  }
  const [dossier] = await outside.query<{ id: string }[]>(
    "select id from dossiers order by (content->>'problem' = ''), opened_at desc limit 1",
  );
  if (dossier) tour.set('dossier', `/dossiers/${dossier.id}`);
  tour.set('planifier', tour.get('produit-construction')?.replace('/produits/', '/comites/nouveau?produit=') ?? '');
  tour.set('releve-validation', `/releves/${signOff.recordId}`);
  tour.set('signature', new URL(signOff.link).pathname);
  tour.set('courriel', `/boite-d-essai/${signOff.mailId}`);
  return tour;
}

/** Sends the record that the last sitting left in review to its sponsors, and reads the mail that one of them receives. */
async function signOffUnderWay(jalon: Embedded, lead: Person) {
  const { outside } = jalon.get(Transactions);
  let recordId = '';
  await eventually(async () => {
    const [found] = await outside.query<{ id: string }[]>(
      "select subject_id as id from cases where process = 'deliberation-record' and state = 'inReview'",
    );
    if (!found) throw new Error('no record is in review yet');
    recordId = found.id;
  }, 60_000);
  const record = await jalon.get(Records).byId(recordId);
  if (!record) throw new Error('a record has its page');
  const candidates = await jalon.get(SignatoryCandidates).of(record);
  const signatories = candidates.flatMap(({ person, proposed }) =>
    proposed === null ? [] : [{ personId: person.id, required: proposed === 'required' }],
  );
  await jalon.get(RequestSignOff).execute({
    recordId,
    version: record.version,
    signatories,
    personId: lead.id,
    idempotencyKey: newId(),
  });
  const [signatory] = signatories;
  const asked = signatory && (await jalon.get(People).byId(signatory.personId));
  let found = { link: '', mailId: '' };
  await eventually(async () => {
    const mails = await jalon.get(CapturedMails).list({ to: asked?.email ?? '' });
    const mail = mails.find(({ text }) => text.includes('/signature/'));
    const [link] = /https?:\S+\/signature\/\S+/u.exec(mail?.text ?? '') ?? [];
    if (!mail || link === undefined) throw new Error('no sponsor was asked yet');
    found = { link, mailId: mail.id };
  });
  return { recordId, ...found };
}

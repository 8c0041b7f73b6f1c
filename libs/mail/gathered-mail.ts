import { counted } from '#libs/kernel/index.js';

import { type Letter, type MailBlock } from './mail-message.js';

/** What a reader who never heard from Jalon is told above everything else. */
const INTRODUCTION: MailBlock = {
  type: 'notice',
  tone: 'info',
  title: 'Pourquoi Jalon vous écrit',
  text: 'C’est le premier message que Jalon vous envoie. Jalon tient le calendrier des comités d’investissement de votre incubateur\u00A0: il rappelle ce qui est dû, à qui cela revient, et quand. Vous y figurez pour le rôle que vous tenez auprès d’un produit ou de son incubateur. Il n’y a ni compte à créer ni abonnement\u00A0; en bas de chaque message, un lien permet de choisir comment les recevoir.',
};

/** What several letters have in common: the same answer address for all, or none. */
function common<T>(values: readonly (T | undefined)[], id: (value: T) => string): T | undefined {
  const [first] = values;
  return first !== undefined && values.every((value) => value !== undefined && id(value) === id(first))
    ? first
    : undefined;
}

/** Under the heading of its letter, a heading of its own goes one level down. */
const lowered = (block: MailBlock): MailBlock => (block.type === 'heading' ? { ...block, level: 3 } : block);

/**
 * One mail out of letters to one person, in their order: a single one as it is; several as sections, each under its subject.
 * @param options.digest it is the mail of the morning.
 * @param options.first nothing was ever sent to this person: who writes, and why, is said first.
 */
export function gathered(
  letters: readonly [Letter, ...Letter[]],
  options: { readonly digest: boolean; readonly first: boolean },
): Letter {
  const [letter] = letters;
  const blocks = letters.length === 1 ? letter.blocks : sections(letters);
  const replyTo = common(
    letters.map((one) => one.replyTo),
    ({ email }) => email,
  );
  return {
    ...(replyTo ? { replyTo } : {}),
    subject: subjectOf(letters, options.digest),
    ...preheaderOf(letters),
    blocks: options.first ? [INTRODUCTION, ...blocks] : blocks,
    reason: [...new Set(letters.map(({ reason }) => reason))].join('\n'),
    attachments: letters.flatMap(({ attachments = [] }) => attachments),
  };
}

function preheaderOf(letters: readonly [Letter, ...Letter[]]): Pick<Letter, 'preheader'> {
  if (letters.length > 1) return { preheader: letters.map(({ subject }) => subject).join(' · ') };
  const [{ preheader }] = letters;
  return preheader === undefined ? {} : { preheader };
}

function subjectOf([letter, ...others]: readonly [Letter, ...Letter[]], digest: boolean): string {
  if (others.length === 0) return letter.subject;
  if (digest) return `Votre point du matin\u00A0: ${counted(others.length + 1, 'sujet')}`;
  return `${letter.subject} (et ${counted(others.length, 'autre sujet', 'autres sujets')})`;
}

function sections(letters: readonly Letter[]): readonly MailBlock[] {
  return [
    { type: 'paragraph', text: `Ce message réunit ${counted(letters.length, 'sujet')}\u00A0:` },
    { type: 'list', items: letters.map(({ subject }) => subject) },
    ...letters.flatMap(({ subject, blocks }): MailBlock[] => [
      { type: 'divider' },
      { type: 'heading', text: subject },
      ...blocks.map(lowered),
    ]),
  ];
}

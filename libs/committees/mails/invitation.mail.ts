import { ROLE_LABELS } from '#libs/identity/index.js';
import { de, deBefore, frenchDate, frenchDateTime, parisDate, lowerFirst } from '#libs/kernel/index.js';
import type { Letter, MailBlock } from '#libs/mail/index.js';

import { committeeCalendar } from '../committee-calendar.js';
import type { CommitteeMember, CommitteeView } from '../committee-view.js';
import { agendaList, type MailFrame, productNames, whereAndWhen } from './parts.js';

/** Why an invitation leaves: the committee was convened, moved, or the person was brought in. */
export type InvitationCause =
  | { readonly kind: 'convened' | 'added' }
  | { readonly kind: 'moved'; readonly reason: string };

/** The invitation of one member, with its calendar part and the link by which they answer. */
export function invitationMail(
  frame: MailFrame,
  committee: CommitteeView,
  member: CommitteeMember,
  { cause, sequence, secret }: { cause: InvitationCause; sequence: number; secret: string },
): Letter {
  const products = productNames(committee);
  const on = frenchDate(parisDate(committee.startsAt));
  const subject = `Comité d’investissement du ${on}\u00A0: ${products}`;
  return {
    ...(frame.replyTo ? { replyTo: frame.replyTo } : {}),
    subject: cause.kind === 'moved' ? `Déplacé\u00A0: ${lowerFirst(subject)}` : subject,
    preheader: `${frenchDateTime(committee.startsAt)}. Dites si vous serez là.`,
    blocks: [
      ...opening(cause, products, committee),
      ...standing(member),
      whereAndWhen(committee),
      { type: 'heading', text: 'Ordre du jour' },
      agendaList(committee),
      {
        type: 'paragraph',
        text: 'Pour chaque produit\u00A0: une présentation, des questions, puis la délibération, minutées. La séance se conclut toujours par une décision.',
      },
      ...expectation(member),
      { type: 'button', label: 'Répondre à l’invitation', href: `${frame.baseUrl}/invitation/${secret}` },
      {
        type: 'paragraph',
        text: 'Ce lien vous est personnel\u00A0: ne le transférez pas. Il sert à accepter, à décliner ou à dire qui vous représentera, et à changer d’avis jusqu’à la séance.',
      },
    ],
    reason: `Vous recevez ce message parce que vous êtes convié·e à ce comité (${lowerFirst(ROLE_LABELS[member.capacity])}).`,
    calendar: committeeCalendar(committee, member, {
      method: 'REQUEST',
      sequence,
      organizer: frame.organizer,
      now: frame.now,
    }),
  };
}

function opening(cause: InvitationCause, products: string, { startsAt }: CommitteeView): readonly MailBlock[] {
  if (cause.kind === 'moved')
    return [
      {
        type: 'notice',
        tone: 'warning',
        title: `Comité déplacé au ${frenchDateTime(startsAt)}`,
        text: `Le comité d’investissement ${de(products)} est déplacé. Motif\u00A0: ${cause.reason}`,
      },
    ];
  return [
    {
      type: 'paragraph',
      text: [`Vous êtes convié·e au comité d’investissement ${deBefore(products)}`, { bold: products }, '.'],
    },
  ];
}

/** In whose stead somebody comes. */
function standing({ standsFor }: CommitteeMember): readonly MailBlock[] {
  return standsFor.map(({ name, capacity }) => ({
    type: 'notice',
    tone: 'info',
    title: `Vous représentez ${name} (${lowerFirst(ROLE_LABELS[capacity])})`,
    text: 'Cette personne ne peut pas venir et vous demande de siéger à sa place. Si vous ne le pouvez pas non plus, répondez que vous déclinez.',
  }));
}

/** What is expected of those who must be there. */
function expectation({ capacity }: CommitteeMember): readonly MailBlock[] {
  const text = {
    sponsor:
      'Vous y représentez l’administration qui porte et finance\u00A0: votre présence est requise, car la décision vous engage.',
    intrapreneur:
      'Vous y présentez le produit, ses résultats et ce que vous demandez\u00A0: votre présence est requise.',
    'incubator-lead': 'Vous animez la séance, tenez le temps et rédigez le relevé de décision.',
    'dinum-portfolio-manager': 'Vous y portez le regard de la DINUM\u00A0: votre présence est requise.',
  }[capacity as string];
  return text === undefined ? [] : [{ type: 'notice', tone: 'info', text }];
}

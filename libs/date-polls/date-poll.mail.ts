import { type CommitteeMember, type CommitteeView, type MailFrame, productNames } from '#libs/committees/index.js';
import { ROLE_LABELS } from '#libs/identity/index.js';
import { counted, de, deBefore, frenchDateTime, frenchLongDate, parisDate, lowerFirst } from '#libs/kernel/index.js';
import type { Letter, MailBlock } from '#libs/mail/index.js';

import { best, type DatePollView, weigh } from './date-poll-view.js';

interface About {
  readonly frame: MailFrame;
  readonly committee: CommitteeView;
  readonly poll: DatePollView;
}

const dates = ({ options }: DatePollView): MailBlock => ({
  type: 'list',
  items: options.map(({ startsAt }) => frenchDateTime(startsAt)),
});

const page = ({ frame, committee }: About): string => `${frame.baseUrl}/comites/${committee.id}/dates`;

const replyTo = ({ replyTo: mailbox }: MailFrame) => (mailbox ? { replyTo: mailbox } : {});

/** Asks one member which dates suit them, or asks again. */
export function askDatesMail(about: About, member: CommitteeMember, secret: string, again: boolean): Letter {
  const { frame, committee, poll } = about;
  const products = productNames(committee);
  const question = `Quelle date pour le comité ${de(products)}\u202F?`;
  return {
    ...replyTo(frame),
    subject: again ? `Rappel\u00A0: ${question.charAt(0).toLowerCase()}${question.slice(1)}` : question,
    preheader: `${counted(poll.options.length, 'date proposée', 'dates proposées')}, une minute pour répondre.`,
    blocks: [
      {
        type: 'paragraph',
        text: [
          `La date du comité d’investissement ${deBefore(products)}`,
          { bold: products },
          ' n’est pas encore choisie. Dites lesquelles de celles-ci vous conviennent\u00A0:',
        ],
      },
      dates(poll),
      {
        type: 'facts',
        rows: [{ label: 'Réponse attendue jusqu’au', value: [{ bold: frenchLongDate(parisDate(poll.closesAt)) }] }],
      },
      { type: 'button', label: 'Dire quelles dates me conviennent', href: `${frame.baseUrl}/dates/${secret}` },
      {
        type: 'paragraph',
        text: 'Ce lien vous est personnel\u00A0: ne le transférez pas. Il sert aussi à changer votre réponse, tant qu’aucune date n’est choisie.',
      },
    ],
    reason: `Vous recevez ce message parce que vous êtes convié·e à ce comité (${lowerFirst(ROLE_LABELS[member.capacity])}).`,
  };
}

/** Tells the person who asked what was answered. */
export function reportDatesMail(about: About): Letter {
  const { frame, committee, poll } = about;
  const weighed = weigh(poll, committee);
  const first = best(weighed);
  const waiting = committee.members.filter(({ id }) => !poll.answered.has(id)).length;
  return {
    ...replyTo(frame),
    subject: `Réponses reçues\u00A0: choisissez la date du comité ${de(productNames(committee))}`,
    blocks: [
      {
        type: 'paragraph',
        text:
          waiting === 0
            ? 'Tous les membres ont répondu aux dates que vous leur avez proposées.'
            : `Le délai est passé\u00A0: ${counted(waiting, 'membre n’a pas répondu', 'membres n’ont pas répondu')}. Leurs réponses restent possibles jusqu’à votre choix.`,
      },
      {
        type: 'list',
        items: weighed.map(({ startsAt, optionId, yes, maybe, no, missing }) => [
          optionId === first?.optionId ? { bold: frenchDateTime(startsAt) } : frenchDateTime(startsAt),
          `\u00A0: ${yes}\u00A0oui, ${maybe}\u00A0au besoin, ${no}\u00A0non`,
          missing.length > 0
            ? `\u202F; manquerait ${missing.map(({ role }) => lowerFirst(ROLE_LABELS[role])).join(', ')}`
            : '',
        ]),
      },
      { type: 'button', label: 'Choisir la date', href: page(about) },
    ],
    reason: 'Vous recevez ce message parce que vous avez proposé ces dates.',
  };
}

/** Tells the members that they need not keep these dates. */
export function withdrawDatesMail(about: About, reason: string): Letter {
  const { frame, committee, poll } = about;
  return {
    ...replyTo(frame),
    subject: `Dates à ne plus garder\u00A0: comité ${de(productNames(committee))}`,
    blocks: [
      { type: 'paragraph', text: 'Les dates que voici ne sont plus proposées. Vous pouvez en disposer.' },
      dates(poll),
      { type: 'facts', rows: [{ label: 'Motif', value: reason }] },
    ],
    reason: 'Vous recevez ce message parce que ces dates vous avaient été proposées pour un comité.',
  };
}

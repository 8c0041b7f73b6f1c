import { ADVANCED_REASON, type CalendarDate, de, deBefore, frenchDate, frenchLongDate } from '#libs/kernel/index.js';
import type { Letter, MailBlock, RichText } from '#libs/mail/index.js';
import { LIFECYCLE_LABELS, type LifecycleState, type PhaseDecision } from '#workflows/contract/index.js';
import type { AskToPlan } from '#workflows/half-year-duty/index.js';

import { planningUrl } from './parts.js';

interface About {
  readonly baseUrl: string;
  readonly product: { readonly id: string; readonly name: string };
}

const AS_LEAD = 'Vous recevez ce message parce que vous avez la charge des comités de cet incubateur.';

/** Version 2 of the duty knew nothing of the closing; what it ordered may still be owed. */
type Days = Pick<AskToPlan, 'dueOn' | 'wantedOn'> & Partial<Pick<AskToPlan, 'advanced'>>;
type Ask = Days & Pick<AskToPlan, 'after'>;

const PREPARATION =
  'La préparation demande quarante-cinq jours\u00A0: choisissez une date dès maintenant, 30 à 45\u00A0jours avant l’épuisement de l’enveloppe, et hors de la clôture de fin d’année.';

/** A committee is to be planned: three months are left, or what had been planned or decided is undone. */
export function askToPlanMail({ baseUrl, product }: About, { after, ...days }: Ask): Letter {
  const again = after === null ? 'planifier' : 'replanifier';
  return {
    subject: `Comité à ${again}\u00A0: ${product.name}, avant le ${frenchDate(days.wantedOn)}`,
    blocks: [
      { type: 'paragraph', text: whatToPlan(product.name, after) },
      daysOf(days),
      { type: 'paragraph', text: PREPARATION },
      { type: 'button', label: 'Planifier le comité', href: planningUrl(baseUrl, product.id) },
    ],
    reason: AS_LEAD,
  };
}

/** Two months are left, and nobody has planned. */
export function remindToPlanMail({ baseUrl, product }: About, days: Days): Letter {
  return {
    subject: `Rappel\u00A0: comité à planifier, ${product.name}, avant le ${frenchDate(days.wantedOn)}`,
    blocks: [
      {
        type: 'paragraph',
        text: [
          `Le comité d’investissement ${deBefore(product.name)}`,
          { bold: product.name },
          ' attend toujours une date.',
        ],
      },
      daysOf(days),
      { type: 'paragraph', text: PREPARATION },
      { type: 'button', label: 'Planifier le comité', href: planningUrl(baseUrl, product.id) },
    ],
    reason: AS_LEAD,
  };
}

/** The preparation should have begun, and there is no date to count it back from. */
export function planAwaitedMail({ baseUrl, product }: About, days: Days): Letter {
  return {
    subject: `Comité sans date\u00A0: ${product.name}, à tenir avant le ${frenchDate(days.wantedOn)}`,
    blocks: [
      {
        type: 'notice',
        tone: 'warning',
        title: `Le comité ${de(product.name)} n’a pas de date`,
        text: 'La préparation se compte sur quarante-cinq jours\u00A0: elle devrait avoir commencé.',
      },
      daysOf(days),
      { type: 'button', label: 'Planifier le comité', href: planningUrl(baseUrl, product.id) },
    ],
    reason: AS_LEAD,
  };
}

function daysOf({ dueOn, wantedOn, advanced = false }: Days): MailBlock {
  const due = { label: 'Dû au plus tard le', value: [{ bold: frenchLongDate(dueOn) }] };
  const wanted = {
    label: 'À tenir avant le',
    value: [
      { bold: frenchLongDate(wantedOn) },
      advanced ? ` (${ADVANCED_REASON})` : ', pour rester sous six mois depuis le dernier comité',
    ],
  };
  return { type: 'facts', rows: wantedOn === dueOn ? [due] : [wanted, due] };
}

function whatToPlan(name: string, after: Ask['after']): RichText {
  const ofProduct = [deBefore(name), { bold: name }] as const;
  if (after === 'cancelled')
    return [
      'Le comité d’investissement prévu pour ',
      { bold: name },
      ' est annulé ou reporté sans date\u00A0: il est de nouveau à planifier.',
    ];
  if (after === 'declined')
    return [
      'La décision du dernier comité d’investissement ',
      ...ofProduct,
      ' a été refusée à la validation\u00A0: un comité est de nouveau à planifier.',
    ];
  return ['Le prochain comité d’investissement ', ...ofProduct, ' est à planifier.'];
}

/** The due date has passed without a committee. */
export function overdueMail({ baseUrl, product }: About, dueOn: CalendarDate): Letter {
  return {
    subject: `Comité en retard\u00A0: ${product.name}`,
    blocks: [
      {
        type: 'notice',
        tone: 'warning',
        title: `Aucun comité n’est prévu pour ${product.name}`,
        text: `Il était dû au plus tard le ${frenchLongDate(dueOn)}. Sans comité, le produit continue sans que personne l’ait décidé.`,
      },
      { type: 'button', label: 'Planifier le comité', href: planningUrl(baseUrl, product.id) },
    ],
    reason: AS_LEAD,
  };
}

/** A decision that took effect could not move the phase: somebody must say where the product really is. */
export function mismatchMail({ baseUrl, product }: About, phase: PhaseDecision, standsIn: LifecycleState): Letter {
  const decided =
    phase === 'stay' ? 'le maintien dans sa phase' : `le passage en «\u00A0${LIFECYCLE_LABELS[phase]}\u00A0»`;
  return {
    subject: `Phase à corriger\u00A0: ${product.name}`,
    blocks: [
      {
        type: 'paragraph',
        text: [
          'Le comité a décidé ',
          { bold: decided },
          ` ${deBefore(product.name)}`,
          { bold: product.name },
          `, mais le produit est en «\u00A0${LIFECYCLE_LABELS[standsIn]}\u00A0», d’où ce passage n’est pas possible.`,
        ],
      },
      {
        type: 'paragraph',
        text: 'La décision est conservée et compte pour le prochain comité. La phase, elle, n’a pas changé\u00A0: vérifiez-la et corrigez-la.',
      },
      { type: 'button', label: 'Voir le produit', href: `${baseUrl}/produits/${product.id}` },
    ],
    reason: AS_LEAD,
  };
}

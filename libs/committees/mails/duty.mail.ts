import { type CalendarDate, deBefore, frenchDate, frenchLongDate } from '#libs/kernel/index.js';
import { LIFECYCLE_LABELS, type LifecycleState, type PhaseDecision } from '#workflows/contract/index.js';

import { type Letter, planningUrl } from './parts.js';

interface About {
  readonly baseUrl: string;
  readonly product: { readonly id: string; readonly name: string };
}

const AS_LEAD = 'Vous recevez ce message parce que vous avez la charge des comités de cet incubateur.';

/** A committee is to be planned: three months are left. */
export function askToPlanMail({ baseUrl, product }: About, dueOn: CalendarDate): Letter {
  return {
    subject: `Comité à planifier\u00A0: ${product.name}, avant le ${frenchDate(dueOn)}`,
    blocks: [
      {
        type: 'paragraph',
        text: [
          `Le prochain comité d’investissement ${deBefore(product.name)}`,
          { bold: product.name },
          ' est à planifier.',
        ],
      },
      { type: 'facts', rows: [{ label: 'Dû au plus tard le', value: [{ bold: frenchLongDate(dueOn) }] }] },
      {
        type: 'paragraph',
        text: 'La préparation demande quarante-cinq jours\u00A0: choisissez une date dès maintenant, 30 à 45\u00A0jours avant l’épuisement de l’enveloppe, et hors de la clôture de fin d’année.',
      },
      { type: 'button', label: 'Planifier le comité', href: planningUrl(baseUrl, product.id) },
    ],
    reason: AS_LEAD,
  };
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

import { de, frenchLongDate } from '#libs/kernel/index.js';
import type { Letter } from '#libs/mail/index.js';
import type { Escalate, EscalationStep } from '#workflows/half-year-duty/index.js';

import { planningUrl } from './parts.js';

interface About {
  readonly baseUrl: string;
  readonly product: { readonly id: string; readonly name: string };
}

interface Words {
  /** What is expected of the reader. */
  readonly ask: string;
  readonly action: 'plan' | 'see';
  readonly reason: string;
}

const STEPS: Readonly<Record<EscalationStep, Words>> = {
  team: {
    ask: 'Parlez-en à votre responsable d’incubateur\u00A0: une date se choisit avec vous et vos sponsors. Sans date, votre responsable de portefeuille en sera informé·e.',
    action: 'see',
    reason: 'Vous recevez ce message parce que vous faites partie de l’équipe de ce produit.',
  },
  'portfolio-manager': {
    ask: 'L’équipe est déjà informée. Aidez-la à trouver une date\u00A0: sans date, le ou la responsable d’incubateur en sera informé·e.',
    action: 'plan',
    reason: 'Vous recevez ce message parce que vous suivez le portefeuille de cet incubateur.',
  },
  'incubator-lead': {
    ask: 'L’équipe et le ou la responsable de portefeuille sont déjà informé·es. Choisissez une date\u00A0: sans date, la DINUM en sera informée.',
    action: 'plan',
    reason: 'Vous recevez ce message parce que vous avez la charge des comités de cet incubateur.',
  },
  'dinum-portfolio-manager': {
    ask: 'L’équipe, le ou la responsable de portefeuille et le ou la responsable d’incubateur sont déjà informé·es, et aucune date n’est fixée.',
    action: 'see',
    reason: 'Vous recevez ce message parce que vous suivez cet incubateur pour la DINUM.',
  },
};

/** A committee is late, told to one step of the escalation: what is expected of it, and who hears next. */
export function escalationMail({ baseUrl, product }: About, { dueOn, step }: Pick<Escalate, 'dueOn' | 'step'>): Letter {
  const { ask, action, reason } = STEPS[step];
  return {
    subject: `Comité en retard\u00A0: ${product.name}`,
    blocks: [
      {
        type: 'notice',
        tone: 'warning',
        title: `Le comité ${de(product.name)} est en retard`,
        text: `Il était dû au plus tard le ${frenchLongDate(dueOn)}, et aucun comité n’est prévu.`,
      },
      { type: 'paragraph', text: ask },
      action === 'plan'
        ? { type: 'button', label: 'Planifier le comité', href: planningUrl(baseUrl, product.id) }
        : { type: 'button', label: 'Voir le produit', href: `${baseUrl}/produits/${product.id}` },
    ],
    reason,
  };
}

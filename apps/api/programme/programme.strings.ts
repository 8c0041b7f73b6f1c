import type { GridReaders, LadderStep } from '#libs/kernel/index.js';

/** Labels and explanations of every parameter, for the form and for the list of changes. */
export const FIELDS = {
  cadenceMonths: {
    label: 'Un comité tous les',
    suffix: 'mois',
    hint: 'Compté depuis une date d’ancrage fixe, jamais de comité en comité. Six mois au plus selon le livre blanc.',
  },
  investigationWeeks: {
    label: 'Durée d’une investigation',
    suffix: 'semaines',
    hint: 'Le premier comité est dû à la fin. De 6 à 9 semaines d’ordinaire.',
  },
  presentation: { label: 'Présentation', suffix: 'minutes', hint: undefined },
  questions: { label: 'Questions', suffix: 'minutes', hint: undefined },
  deliberation: { label: 'Délibération', suffix: 'minutes', hint: undefined },
  breakMinutes: { label: 'Pause entre deux produits', suffix: 'minutes', hint: undefined },
  maxProducts: { label: 'Produits par séance, au plus', suffix: undefined, hint: undefined },
  earliest: { label: 'Au plus tôt', suffix: 'jours avant', hint: undefined },
  latest: { label: 'Au plus tard', suffix: 'jours avant', hint: undefined },
  ordersEnd: {
    label: 'Plus de nouvelle commande à partir du',
    suffix: undefined,
    hint: 'Jour et mois, par exemple 15/12.',
  },
  ordersResume: { label: 'Reprise des commandes le', suffix: undefined, hint: 'Jour et mois de l’année suivante.' },
  orderTakesDays: {
    label: 'Délai entre la séance et la commande',
    suffix: 'jours',
    hint: 'Relevé signé, puis commande passée\u00A0: environ un mois.',
  },
  answerWorkingDays: { label: 'Délai pour signer un relevé', suffix: 'jours ouvrés', hint: undefined },
  escalationWorkingDays: {
    label: 'Délai entre deux échelons',
    suffix: 'jours ouvrés',
    hint: 'Un retard est dit à l’équipe, puis au responsable de portefeuille, au responsable d’incubateur, à la DINUM.',
  },
} as const;

export const LADDER_LABELS: Readonly<Record<LadderStep, string>> = {
  'D-45': 'Date arrêtée et annoncée',
  'D-30': 'Ligne budgétaire vérifiée',
  'D-21': 'Dossier ouvert',
  'D-14': 'Répétition',
  'D-7': 'Dossier envoyé aux membres',
  'D-1': 'Dernier rappel',
};

export const GRID_LABELS: Readonly<Record<GridReaders, string>> = {
  sponsors: 'Les sponsors, et qui a la charge du comité',
  members: 'Tous les membres du comité',
  team: 'Les membres du comité et l’équipe',
};

export const STRINGS = {
  title: 'Programme',
  lead: 'Comment cet incubateur tient ses comités. Chaque réglage part de l’usage du livre blanc.',
  see: 'Voir ce qui changerait',
  save: 'Enregistrer le programme',
  saved: 'Programme enregistré. Les dates des produits sont à jour.',
  nothingMoves: 'Aucune date due ne change. Les comités déjà prévus gardent leur jour.',
  sameAgain: 'Vous n’avez rien changé\u00A0: il n’y a rien à enregistrer.',
} as const;

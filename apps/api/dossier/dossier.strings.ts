import { type DossierPart, type MatrixCell, partTitle } from '#libs/dossiers/index.js';

/** The parts of the page: its table of contents, its anchors, and what each asks for. */
export interface PartWords {
  readonly anchor: string;
  readonly title: string;
  readonly lead: string;
}

const PARTS: Readonly<Record<DossierPart | 'support', Omit<PartWords, 'title'>>> = {
  problem: {
    anchor: 'probleme',
    lead: 'Ce qui ne va pas, ce qu’il en coûte, et pour qui. Sans parler encore de la solution.',
  },
  results: {
    anchor: 'resultats',
    lead: 'Où vous en êtes, objectif par objectif, et pourquoi. Un objectif manqué et compris vaut un résultat.',
  },
  impact: {
    anchor: 'impact',
    lead: 'Ce que les gens font du service, et ce qui a changé pour eux.',
  },
  indicators: {
    anchor: 'indicateurs',
    lead: 'Peu suffisent, s’ils sont suivis d’un comité à l’autre. Dites ce que chacun mesure\u00A0: ce que fait l’équipe (effort), ce qu’en font les gens (usage), ce qui change (impact).',
  },
  learnings: {
    anchor: 'enseignements',
    lead: 'Ce qui a surpris, ce qui n’a pas marché, ce que vous ne referiez pas.',
  },
  hypothesesThen: {
    anchor: 'hypotheses',
    lead: 'Ce que vous vouliez vérifier, et ce que vous savez maintenant. Une hypothèse infirmée a fait gagner du temps.',
  },
  strategy: {
    anchor: 'strategie',
    lead: 'Trois priorités au plus, et non une liste de tâches.',
  },
  nextObjectives: {
    anchor: 'objectifs',
    lead: 'Le comité en décide\u00A0; ils seront la référence du prochain. Chacun dit à quoi se verra son succès.',
  },
  budget: {
    anchor: 'budget',
    lead: 'Toutes taxes comprises, pour les six mois à venir. Les totaux se calculent à l’enregistrement.',
  },
  team: { anchor: 'equipe', lead: 'Qui fait le travail, et combien de jours par semaine.' },
  support: {
    anchor: 'soutien',
    lead: 'Ce que vous attendez d’autres que vous. Facultatif.',
  },
  standards: {
    anchor: 'standards',
    lead: 'Où en est le produit, d’où il vient, où il sera dans six mois.',
  },
  trajectory: {
    anchor: 'trajectoire',
    lead: 'Ce que le produit devient après l’incubation\u00A0: qui le porte, qui le paie, qui en a la charge.',
  },
  proposal: {
    anchor: 'proposition',
    lead: 'L’équipe peut elle-même proposer de pivoter ou d’arrêter\u00A0: c’est souvent la meilleure nouvelle du comité.',
  },
};

/** An investigation has shown something, or not; it has no impact to account for yet. */
const INVESTIGATION: Partial<typeof PARTS> = {
  problem: {
    ...PARTS.problem,
    lead: 'Le problème tel que l’investigation l’a trouvé, sa taille, et ce qui le prouve.',
  },
  impact: {
    anchor: 'impact',
    lead: 'Ce que l’investigation a montré, l’impact possible, et ce qu’il rapporterait au regard de son coût.',
  },
  indicators: {
    ...PARTS.indicators,
    lead: 'Ce qui mesure la taille du problème aujourd’hui, et dira demain s’il diminue. Au moins un indicateur d’impact.',
  },
  strategy: {
    ...PARTS.strategy,
    lead: 'Si la construction est lancée\u00A0: trois priorités au plus, et une première version en ligne en trois mois.',
  },
};

export const partWords = (part: DossierPart | 'support', phase: string): PartWords => ({
  ...((phase === 'investigation' ? INVESTIGATION[part] : undefined) ?? PARTS[part]),
  title: partTitle(part, phase),
});

export const STANDARD_HINTS = {
  'impact-page': 'Les chiffres d’impact sont publics, à jour, compréhensibles.',
  autonomy: 'L’équipe décide de ses priorités et met en ligne quand elle le veut.',
  transparency: 'Code ouvert, budget publié, déclaration d’accessibilité, mentions légales.',
  'good-practice': 'Système de design de l’État, tableau de bord des bonnes pratiques, sécurité.',
} as const;

export const MATRIX_HINTS: Readonly<Record<MatrixCell, string>> = {
  usable: 'on peut s’en servir',
  used: 'on s’en sert',
  useful: 'cela rend service',
  impactful: 'le problème diminue',
  efficient: 'à un coût qui le vaut',
};

export const VANITY = {
  title: 'Aucun indicateur d’impact pour l’instant',
  text: 'Vos indicateurs mesurent l’effort ou l’usage. Ils rassurent, et l’on dit alors qu’ils flattent\u00A0: un service peut être très fréquenté sans que le problème diminue, et le comité ne saurait pas dire si l’argent public est bien employé. Un seul indicateur d’impact, même imparfait, y suffit. Vous pouvez déposer sans lui.',
  toReaders: 'Le comité décide d’après l’impact\u00A0: ni l’effort ni l’usage ne montrent que le problème diminue.',
} as const;

/** Words of the page that stand alone. */
export const dossierStrings = {
  saved: 'Vos réponses sont enregistrées. Les membres du comité ne les voient qu’une fois le dossier déposé.',
  savedAfterSubmission:
    'Vos réponses sont enregistrées. Les membres du comité voient encore le dossier tel que vous l’aviez déposé\u00A0: déposez-le de nouveau pour le remplacer.',
  submitted: 'Le dossier est déposé. Vous pouvez encore le modifier et le déposer de nouveau jusqu’à la séance.',
  savedNotSubmitted: 'Vos réponses sont enregistrées, mais le dossier n’est pas déposé',
  overtaken: 'Quelqu’un d’autre l’a enregistré juste après vous\u00A0: relisez-le, puis déposez-le.',
  noFile: 'Choisissez d’abord un fichier.',
  attached: 'La pièce est jointe au dossier.',
  detached: 'La pièce est retirée, et son contenu effacé.',
  readingTitle: 'Dossiers de comité à lire',
  somebody: 'Quelqu’un d’autre',
  choose: 'Choisissez la réponse à garder.',
  figure: 'Saisissez un nombre seul, par exemple 1\u202F250 ou 12,5. L’unité a son propre champ.',
  money: 'Saisissez des euros, par exemple 25\u202F000 ou 25\u202F000,50.',
  notSubmitted: 'Le dossier n’est pas encore déposé',
  neverSubmitted: 'Le dossier n’a pas été déposé',
  nothing: 'Non renseigné',
} as const;

/** Words of a draft that saves itself. */
export const draftStrings = {
  saved: (time: string): string => `Enregistré à ${time}.`,
  told: (name: string, fields: string): string =>
    `${name} écrit aussi dans ce dossier, et ses réponses sont gardées\u00A0: ${fields}. Rechargez la page pour voir les lignes ajoutées.`,
  unreadable: 'une réponse n’est pas lisible.',
} as const;

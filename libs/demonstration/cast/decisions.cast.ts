import type { BudgetLine, DecisionDraft, GrantedAmount, Objective } from '#libs/decisions/index.js';
import { addDays, type CalendarDate } from '#libs/kernel/index.js';

import { halfYearAfter } from '../timeline.js';

/** An organisation's identifier by its key. */
export type OrganisationId = (key: string) => string;

const EURO = 100;

const granted = (line: BudgetLine, euros: number, requested = euros): GrantedAmount => ({
  line,
  cents: euros * EURO,
  requestedCents: requested * EURO,
});

const common = (heldOn: CalendarDate) =>
  ({
    means: 'same',
    phase: 'stay',
    stopReason: null,
    period: halfYearAfter(heldOn),
    evidenceAwaited: null,
    objectives: [],
    funders: [],
    reservations: [],
    blockers: [],
    roadmapOpinion: null,
  }) satisfies Partial<DecisionDraft>;

/** The investigation of Cabotage convinced: construction begins. */
export const cabotageLaunched = (heldOn: CalendarDate): DecisionDraft => ({
  ...common(heldOn),
  means: 'more',
  phase: 'construction',
  amounts: [
    granted('product-management', 46_000),
    granted('development', 98_000, 110_000),
    granted('ux-ui', 32_000),
    granted('licences', 4_000),
  ],
  blockers: [
    {
      what: 'Obtenir l’accès au fichier des navires',
      who: 'La direction des métiers et des gens de mer',
      by: addDays(heldOn, 45),
    },
  ],
  nextObjectives: [
    {
      text: 'Ouvrir la déclaration unique dans deux ports pilotes',
      criterionThreeMonths: 'Un port pilote ouvert, dix déclarations réelles',
      criterionSixMonths: 'Deux ports ouverts, 120 déclarations réelles par mois',
    },
    {
      text: 'Diviser par quatre le temps passé à déclarer une escale',
      criterionThreeMonths: 'Temps mesuré avec huit capitaines',
      criterionSixMonths: 'Moins de cinq minutes pour trois capitaines sur quatre',
    },
  ],
  roadmapOpinion: 'Commencer par un port qui reçoit peu de navires et beaucoup de formulaires.',
  summary:
    'L’investigation a établi que chaque escale demande quatre déclarations presque identiques, soit une quarantaine de minutes. Le comité a interrogé l’équipe sur la volonté des ports de renoncer à leurs propres formulaires\u00A0: sept sur neuf s’y sont engagés par écrit.',
});

/** Bouée goes on; its next sitting was yesterday. */
export const boueeContinued = (heldOn: CalendarDate): DecisionDraft => ({
  ...common(heldOn),
  objectives: [
    {
      objectiveId: null,
      text: 'Mesurer le délai entre le prélèvement et l’alerte',
      outcome: 'validated',
      result: 'Délai médian mesuré sur trois plages\u00A0: 26 heures.',
      note: null,
    },
  ],
  amounts: [
    granted('product-management', 52_000),
    granted('development', 104_000, 120_000),
    granted('data', 24_000),
    granted('deployment', 10_000, 18_000),
  ],
  nextObjectives: [
    {
      text: 'Prévenir les baigneurs avant midi le jour du prélèvement',
      criterionThreeMonths: 'Délai médian inférieur à 12 heures sur dix plages',
      criterionSixMonths: 'Délai médian inférieur à 4 heures sur trente plages',
    },
    {
      text: 'Faire de l’alerte une habitude des communes',
      criterionThreeMonths: 'Dix communes envoient elles-mêmes leurs alertes',
      criterionSixMonths: 'Quarante communes, dont trente au moins une fois par mois',
    },
  ],
  summary:
    'Trois plages pilotes reçoivent l’alerte le lendemain du prélèvement. Le comité retient que le délai vient moins du laboratoire que de la transmission, et demande de concentrer l’effort sur les communes.',
});

/** Yesterday's sitting: half of what was promised, and a smaller budget with two reservations. */
export const boueeReduced = (heldOn: CalendarDate, [delay, habit]: readonly Objective[]): DecisionDraft => ({
  ...common(heldOn),
  means: 'less',
  objectives: [
    ...(delay
      ? [
          {
            objectiveId: delay.id,
            text: delay.text,
            outcome: 'validated' as const,
            result: 'Délai médian de 3 heures 20 sur trente-quatre plages.',
            note: null,
          },
        ]
      : []),
    ...(habit
      ? [
          {
            objectiveId: habit.id,
            text: habit.text,
            outcome: 'modified' as const,
            result: 'Dix-neuf communes envoient des alertes, onze seulement chaque mois.',
            note: 'Viser les communes de plus de dix plages, où l’alerte change vraiment la journée.',
          },
        ]
      : []),
  ],
  amounts: [
    granted('product-management', 52_000),
    granted('development', 78_000, 112_000),
    granted('data', 20_000, 24_000),
    granted('deployment', 10_000, 30_000),
  ],
  reservations: [
    'Le déploiement ne se poursuit qu’avec des communes qui envoient elles-mêmes leurs alertes.',
    'Le coût par baigneur prévenu est présenté au prochain comité.',
  ],
  blockers: [
    {
      what: 'Signer la convention de transmission avec les laboratoires',
      who: 'Béatrice Lemoine',
      by: addDays(heldOn, 60),
    },
  ],
  nextObjectives: [
    {
      text: 'Couvrir les communes de plus de dix plages',
      criterionThreeMonths: 'Douze communes sur vingt-six',
      criterionSixMonths: 'Vingt-deux communes sur vingt-six, chacune active chaque semaine de saison',
    },
    {
      text: 'Connaître le coût par baigneur prévenu',
      criterionThreeMonths: 'Méthode publiée',
      criterionSixMonths: 'Coût publié chaque mois, en baisse',
    },
  ],
  roadmapOpinion: 'Préférer quelques communes très actives à une carte bien remplie.',
  summary:
    'Le premier objectif est dépassé, le second atteint à moitié. La discussion a porté sur les communes qui s’inscrivent sans jamais envoyer d’alerte. Le comité poursuit avec un budget réduit, recentré sur celles pour qui le service change la journée.',
});

/** Quai ouvert, paid for by two administrations. */
export const quaiOuvertContinued = (heldOn: CalendarDate, organisation: OrganisationId): DecisionDraft => ({
  ...common(heldOn),
  means: 'more',
  objectives: [
    {
      objectiveId: null,
      text: 'Équiper quarante ports',
      outcome: 'validated',
      result: 'Quarante-trois ports équipés, trente et un où l’on réserve chaque semaine.',
      note: null,
    },
  ],
  amounts: [
    granted('product-management', 90_000),
    granted('development', 210_000, 230_000),
    granted('ux-ui', 60_000),
    granted('deployment', 80_000),
    granted('user-support', 30_000),
    granted('licences', 10_000),
  ],
  funders: [
    { organisationId: organisation('ports'), name: 'Agence nationale des petits ports', cents: 280_000 * EURO },
    { organisationId: organisation('iroise'), name: 'Région Iroise-Atlantique', cents: 200_000 * EURO },
  ],
  nextObjectives: [
    {
      text: 'Faire baisser les refus à l’entrée des ports',
      criterionThreeMonths: 'Un bateau sur dix refusé faute de place, contre un sur six',
      criterionSixMonths: 'Un bateau sur vingt refusé faute de place',
    },
    {
      text: 'Ouvrir la réservation dans tous les petits ports de la région',
      criterionThreeMonths: 'Soixante ports ouverts',
      criterionSixMonths: 'Quatre-vingts ports ouverts, dont soixante actifs chaque semaine',
    },
    {
      text: 'Contenir le coût d’une nuitée réservée',
      criterionThreeMonths: 'Moins de 4\u00A0€ par nuitée',
      criterionSixMonths: 'Moins de 2,50\u00A0€ par nuitée',
    },
  ],
  summary:
    'Les capitaineries ont cessé de tenir leur cahier à côté\u00A0: c’est, dit l’équipe, le vrai signe que le service est utilisé. Le comité a demandé ce que deviennent les bateaux refusés, et en fait le premier objectif des six mois qui viennent.',
});

import { type CastProduct, committee, event, person, phase } from './cast.types.js';
import { COACHES, SPONSORS } from './people.cast.js';

/** On time: its closing committee is due in five weeks. */
const MAREE_BASSE: CastProduct = {
  key: 'maree-basse',
  name: 'Marée basse',
  pitch: 'Aider les pêcheurs à pied à savoir ce qui se ramasse, où et quand, sans lire trois arrêtés.',
  topics: ['Environnement', 'Accès au droit'],
  links: {},
  organisations: ['estrans'],
  intrapreneur: person('Gaëlle Tanguy', 'estrans', 'Garde du littoral'),
  coach: COACHES.anouk,
  sponsors: [SPONSORS.estrans],
  history: [phase('investigation', 29, 'Sept grandes marées pour rencontrer celles et ceux qui ramassent.')],
};

/** A little late: nine weeks have gone, and eight days. */
const ANCRE_FLOTTANTE: CastProduct = {
  key: 'ancre-flottante',
  name: 'Ancre flottante',
  pitch: 'Éviter que les marins en escale restent sans médecin faute de savoir à qui parler.',
  topics: ['Santé', 'Travail'],
  links: {},
  organisations: ['gens-de-mer'],
  intrapreneur: person('Joris Pelletier', 'gens-de-mer', 'Médecin des gens de mer'),
  coach: COACHES.karim,
  sponsors: [SPONSORS.gensDeMer],
  history: [phase('investigation', 71, 'Trois ports, vingt-deux équipages, onze langues.')],
};

/** Up to date: its last committee was two months ago. */
const PONTONS: CastProduct = {
  key: 'pontons',
  name: 'Pontons',
  pitch: 'Partager les matériels de secours entre communes du littoral, et savoir où se trouve le plus proche.',
  topics: ['Sécurité civile', 'Territoires'],
  links: { website: 'https://pontons.example', repository: 'https://code.example/pontons' },
  organisations: ['littoral'],
  intrapreneur: person('Aminata Sow', 'littoral', 'Lieutenante de sapeurs-pompiers'),
  coach: COACHES.anouk,
  team: [person('Elio Fontaine', 'fabrique', 'Développeur')],
  sponsors: [SPONSORS.numerique],
  history: [
    phase('investigation', 305),
    committee(243, 'Passage en construction.'),
    phase('construction', 243),
    event('product_launch', 150, 'Vingt communes inscrites avant l’été.'),
    committee(60, 'Poursuite avec le même budget\u00A0: soixante communes, neuf prêts de matériel.'),
  ],
};

/** Nobody knows who sponsors it: planning its committee warns of it. */
export const VIGIE: CastProduct = {
  key: 'vigie',
  name: 'Vigie',
  pitch: 'Signaler une pollution depuis le rivage, et voir ce que l’administration en a fait.',
  topics: ['Environnement', 'Participation citoyenne'],
  links: { website: 'https://vigie.example', statistics: 'https://vigie.example/stats' },
  organisations: [],
  intrapreneur: person('Paul-Henri Joubert', 'littoral', 'Officier de port'),
  coach: COACHES.solene,
  sponsors: [],
  history: [
    phase('investigation', 760),
    committee(694, 'Passage en construction.'),
    phase('construction', 694),
    committee(510, 'Poursuite avec le même budget.'),
    committee(325, 'Passage en accélération\u00A0: quatre signalements sur cinq reçoivent une réponse.'),
    phase('acceleration', 325),
    committee(
      141,
      'Poursuite. La direction qui portait le produit a été réorganisée\u00A0: un sponsor est à désigner.',
    ),
  ],
};

/** Late by far: eight months beyond its date. */
const LES_PASSEURS: CastProduct = {
  key: 'les-passeurs',
  name: 'Les Passeurs',
  pitch: 'Faire connaître les aides à l’installation aux jeunes qui reprennent une activité conchylicole.',
  topics: ['Emploi', 'Économie maritime'],
  links: { website: 'https://passeurs.example', statistics: 'https://passeurs.example/stats' },
  organisations: ['iroise'],
  intrapreneur: person('Louise Hamon', 'iroise', 'Conseillère à l’installation'),
  coach: COACHES.solene,
  sponsors: [SPONSORS.iroise],
  history: [
    phase('investigation', 1010),
    committee(948, 'Passage en construction.'),
    phase('construction', 948),
    committee(765, 'Poursuite avec le même budget.'),
    committee(596, 'Passage en accélération.'),
    phase('acceleration', 596),
    committee(424, 'Poursuite\u00A0: deux cents reprises accompagnées.'),
    event('other', 230, 'Le comité prévu est remis, faute de date commune. Puis oublié.'),
  ],
};

/** Its committee is due in two weeks and nobody has planned it. */
const LAISSE_DE_MER: CastProduct = {
  key: 'laisse-de-mer',
  name: 'Laisse de mer',
  pitch: 'Suivre le nettoyage raisonné des plages, pour que la mer garde ce qu’elle y dépose.',
  topics: ['Environnement', 'Données ouvertes'],
  links: { website: 'https://laisse-de-mer.example', impact: 'https://laisse-de-mer.example/impact' },
  organisations: ['estrans', 'littoral'],
  intrapreneur: person('Victor Saliou', 'estrans', 'Chargé de mission biodiversité'),
  coach: COACHES.karim,
  sponsors: [SPONSORS.estrans],
  history: [
    phase('construction', 1290),
    committee(1110, 'Poursuite.'),
    committee(925, 'Passage en accélération.'),
    phase('acceleration', 925),
    committee(741, 'Poursuite avec un budget plus important.'),
    committee(556, 'Poursuite.'),
    committee(352, 'Passage en consolidation\u00A0: le Conservatoire prépare la reprise de l’équipe.'),
    phase('consolidation', 352),
    committee(168, 'La reprise est prévue au budget. Reste à recruter.'),
  ],
};

const PHARE: CastProduct = {
  key: 'phare',
  name: 'Phare',
  pitch: 'Renouveler son permis bateau ou son titre de navigation sans se déplacer.',
  topics: ['Démarches en ligne'],
  links: {
    website: 'https://phare.example',
    statistics: 'https://phare.example/stats',
    impact: 'https://phare.example/impact',
    budget: 'https://phare.example/budget',
    dashlord: 'https://tableau.example/phare',
  },
  organisations: ['gens-de-mer'],
  intrapreneur: person('Sabrina Ouali', 'gens-de-mer', 'Cheffe du bureau des titres'),
  coach: COACHES.solene,
  sponsors: [SPONSORS.gensDeMer],
  history: [
    phase('construction', 1700),
    committee(1420, 'Passage en accélération.'),
    phase('acceleration', 1420),
    event('national_impact', 1100, 'Service ouvert à tout le littoral.'),
    committee(700, 'Passage en consolidation.'),
    phase('consolidation', 700),
    committee(262, 'Le bureau des titres opère le service, avec une équipe de trois personnes.'),
    phase('opere', 262),
  ],
};

const ESTRAN: CastProduct = {
  key: 'estran',
  name: 'Estran',
  pitch: 'Simuler le recul du trait de côte à l’échelle d’une parcelle, pour en parler avant d’y être.',
  topics: ['Environnement', 'Logement'],
  links: { website: 'https://estran.example', impact: 'https://estran.example/impact' },
  organisations: ['littoral'],
  intrapreneur: person('Marguerite Duval', 'littoral', 'Géomorphologue'),
  coach: COACHES.karim,
  sponsors: [SPONSORS.littoral],
  history: [
    phase('construction', 900),
    committee(720, 'Passage en accélération.'),
    phase('acceleration', 720),
    committee(535, 'Poursuite.'),
    committee(290, 'Poursuite avec un budget réduit.'),
    committee(104, 'Plus de budget, mais un impact établi\u00A0: six mois pour trouver un autre sponsor.'),
    phase('sauvegarde', 104),
  ],
};

const CAPITAINERIE: CastProduct = {
  key: 'capitainerie',
  name: 'Capitainerie',
  pitch: 'Mettre à la disposition des ports un carnet de bord commun des mouvements de navires.',
  topics: ['Économie maritime'],
  links: { repository: 'https://code.example/capitainerie' },
  organisations: ['ports'],
  intrapreneur: person('Denis Corre', 'petits-ports', 'Commandant de port'),
  coach: COACHES.anouk,
  sponsors: [SPONSORS.ports],
  history: [
    phase('investigation', 690),
    committee(628, 'Passage en construction.'),
    phase('construction', 628),
    committee(430, 'Poursuite avec un budget provisoire de deux mois, dans l’attente d’un troisième port pilote.'),
    committee(366, 'Arrêt\u00A0: les ports ont déjà leurs outils, et tiennent à les garder.'),
    phase('abandon', 366),
    event('end', 345, 'Le bilan est publié, avec ce qu’il faudrait pour reprendre.'),
  ],
};

/** Those of which everything happened before Jalon. */
export const OTHER_PRODUCTS: readonly CastProduct[] = [
  MAREE_BASSE,
  ANCRE_FLOTTANTE,
  PONTONS,
  VIGIE,
  LES_PASSEURS,
  LAISSE_DE_MER,
  PHARE,
  ESTRAN,
  CAPITAINERIE,
];

import { type CastProduct, committee, event, person, phase } from './cast.types.js';
import { COACHES, SPONSORS } from './people.cast.js';

/** Days ago that the three products whose half-year is lived here came in from the register. */
const CAME_IN = 228;

/** Investigated, then launched by a committee of the demonstration. The next one is being prepared. */
export const CABOTAGE: CastProduct = {
  key: 'cabotage',
  name: 'Cabotage',
  pitch:
    'Déclarer en cinq minutes l’entrée et la sortie d’un petit navire de commerce, une seule fois pour tous les ports.',
  topics: ['Économie maritime', 'Dites-le-nous une fois'],
  links: { website: 'https://cabotage.example', repository: 'https://code.example/cabotage' },
  organisations: ['gens-de-mer'],
  intrapreneur: person('Inès Marchand', 'gens-de-mer', 'Inspectrice de la navigation'),
  coach: COACHES.anouk,
  team: [person('Basile Moreau', 'fabrique', 'Développeur'), person('Lou Charpentier', 'fabrique', 'Designer')],
  sponsors: [SPONSORS.gensDeMer],
  history: [
    phase('investigation', CAME_IN, 'Quarante capitaines rencontrés sur neuf quais, du plus petit au plus encombré.'),
  ],
  cameInDaysAgo: CAME_IN,
};

/** Decided on twice here: the second decision awaits its record. */
export const BOUEE: CastProduct = {
  key: 'bouee',
  name: 'Bouée',
  pitch: 'Prévenir les communes et les baigneurs de la qualité de l’eau, plage par plage, avant midi.',
  topics: ['Santé', 'Environnement', 'Données ouvertes'],
  links: { website: 'https://bouee.example', statistics: 'https://bouee.example/stats' },
  organisations: ['littoral'],
  intrapreneur: person('Quentin Abadie', 'littoral', 'Hydrologue'),
  coach: COACHES.karim,
  team: [person('Maëlle Prigent', 'fabrique', 'Développeuse')],
  sponsors: [SPONSORS.littoral],
  history: [
    phase(
      'investigation',
      470,
      'Douze maires, trois laboratoires et une question\u00A0: qui prévient qui, et quand\u202F?',
    ),
    committee(402, 'Passage en construction, sur la promesse de trois plages pilotes.'),
    phase('construction', 402),
    event('product_launch', 330, 'Première alerte envoyée, à 10\u00A0h\u00A040.'),
    committee(322, 'Poursuite. Le comité demande une mesure du délai d’alerte.'),
  ],
  cameInDaysAgo: CAME_IN,
};

/** Co-funded by two administrations, which both sign. */
export const QUAI_OUVERT: CastProduct = {
  key: 'quai-ouvert',
  name: 'Quai ouvert',
  pitch: 'Réserver une place dans les petits ports publics, et savoir avant de partir qu’elle sera libre.',
  topics: ['Territoires', 'Tourisme'],
  links: {
    website: 'https://quai-ouvert.example',
    statistics: 'https://quai-ouvert.example/stats',
    impact: 'https://quai-ouvert.example/impact',
    budget: 'https://quai-ouvert.example/budget',
    repository: 'https://code.example/quai-ouvert',
  },
  organisations: ['ports', 'iroise'],
  intrapreneur: person('Clémence Auffret', 'petits-ports', 'Ancienne maîtresse de port'),
  coach: COACHES.solene,
  team: [
    person('Damien Lefort', 'fabrique', 'Développeur'),
    person('Yasmina Ferhat', 'fabrique', 'Chargée de déploiement'),
  ],
  sponsors: [SPONSORS.ports, SPONSORS.iroise],
  history: [
    phase('investigation', 980),
    committee(918, 'Passage en construction.'),
    phase('construction', 918),
    event('product_launch', 840, 'Deux ports, onze places, une capitainerie conquise.'),
    committee(735, 'Poursuite avec le même budget.'),
    committee(552, 'Passage en accélération\u00A0: cent places réservées par semaine dans douze ports.'),
    phase('acceleration', 552),
    event('fast', 500, 'Cofinancement avec la région Iroise-Atlantique.'),
    committee(312, 'Poursuite. Quarante ports visés à six mois.'),
  ],
  cameInDaysAgo: CAME_IN,
};

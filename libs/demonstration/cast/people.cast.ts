import { person } from './cast.types.js';

/** The incubator and the ministry it belongs to: neither exists. */
export const INCUBATOR = {
  name: 'La Fabrique des communs du littoral',
  owner: 'littoral',
  website: 'https://fabrique.example',
  contact: 'bonjour@fabrique.example',
} as const;

export interface CastOrganisation {
  readonly key: string;
  readonly name: string;
  readonly acronym: string;
  readonly kind: string;
}

export const ORGANISATIONS: readonly CastOrganisation[] = [
  { key: 'littoral', name: 'Ministère du Littoral et des Estuaires', acronym: 'MLE', kind: 'ministère' },
  { key: 'ports', name: 'Agence nationale des petits ports', acronym: 'ANPP', kind: 'établissement public' },
  { key: 'gens-de-mer', name: 'Direction des métiers et des gens de mer', acronym: 'DMGM', kind: 'administration' },
  { key: 'estrans', name: 'Conservatoire des estrans', acronym: 'CE', kind: 'établissement public' },
  { key: 'iroise', name: 'Région Iroise-Atlantique', acronym: 'RIA', kind: 'collectivité' },
];

/** Who logs in to look around: she runs the committees of the incubator. */
export const LEAD = person('Camille Martin', 'fabrique', 'Responsable de la Fabrique des communs du littoral');

export const PORTFOLIO_MANAGER = person('Youssef Benali', 'fabrique', 'Responsable de portefeuille');
export const DINUM_MANAGER = person('Hélène Garnier', 'numerique', 'Responsable de portefeuille à la DINUM');
export const OPERATIONS = person('Mathieu Roche', 'fabrique', 'Responsable des opérations et des achats');

export const COACHES = {
  anouk: person('Anouk Le Goff', 'fabrique', 'Coach produit'),
  karim: person('Karim Haddad', 'fabrique', 'Coach produit'),
  solene: person('Solène Rivière', 'fabrique', 'Coach déploiement'),
} as const;

export const SPONSORS = {
  littoral: person('Béatrice Lemoine', 'littoral', 'Directrice générale du littoral'),
  numerique: person('Olivier Delmas', 'littoral', 'Directeur du numérique du ministère'),
  ports: person('Françoise Kerbrat', 'petits-ports', 'Directrice générale de l’Agence nationale des petits ports'),
  gensDeMer: person('Thierry Vasseur', 'gens-de-mer', 'Directeur des métiers et des gens de mer'),
  estrans: person('Nadia Cherif', 'estrans', 'Directrice du Conservatoire des estrans'),
  iroise: person('Ronan Guillou', 'iroise', 'Directeur général adjoint de la région Iroise-Atlantique'),
} as const;

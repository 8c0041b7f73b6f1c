/** Where a team works, as far as its public holidays go. `metropole` is France without Alsace and Moselle. */
export const PLACES = [
  'metropole',
  'alsace-moselle',
  'guadeloupe',
  'guyane',
  'martinique',
  'mayotte',
  'nouvelle-caledonie',
  'polynesie-francaise',
  'reunion',
  'saint-barthelemy',
  'saint-martin',
  'saint-pierre-et-miquelon',
  'wallis-et-futuna',
] as const;

export type Place = (typeof PLACES)[number];

export const PLACE_LABELS: Readonly<Record<Place, string>> = {
  metropole: 'France métropolitaine',
  'alsace-moselle': 'Alsace et Moselle',
  guadeloupe: 'Guadeloupe',
  guyane: 'Guyane',
  martinique: 'Martinique',
  mayotte: 'Mayotte',
  'nouvelle-caledonie': 'Nouvelle-Calédonie',
  'polynesie-francaise': 'Polynésie française',
  reunion: 'La Réunion',
  'saint-barthelemy': 'Saint-Barthélemy',
  'saint-martin': 'Saint-Martin',
  'saint-pierre-et-miquelon': 'Saint-Pierre-et-Miquelon',
  'wallis-et-futuna': 'Wallis-et-Futuna',
};

import type { RecordDocument } from './record-document.js';

/** A valid record of fictional people, two pages long; an example for tests and benches that name only what matters. */
export function aRecord(changes: Partial<RecordDocument> = {}): RecordDocument {
  return {
    reference: 'RD-2026-0042',
    version: 1,
    issuedAt: '2026-03-03T09:12:00.000Z',
    product: 'Passerelle Logement',
    incubator: 'Fabrique numérique des territoires',
    committee: { at: '2026-03-02T13:30:00.000Z', place: 'Salle des Tilleuls, 12 rue des Halles, Lyon' },
    phaseBefore: 'Construction',
    phaseAfter: 'Accélération',
    members: [
      { name: 'Solène Kervella', quality: 'Directrice de l’habitat, présidente', attendance: { kind: 'present' } },
      {
        name: 'Marc Aubertin',
        quality: 'Secrétaire général',
        attendance: { kind: 'represented', by: 'Lina Haddad' },
      },
      { name: 'Inès Roussel', quality: 'Intrapreneure', attendance: { kind: 'present' } },
      { name: 'Thomas Weiss', quality: 'Responsable d’incubateur', attendance: { kind: 'present' } },
      { name: 'Awa Diarra', quality: 'Responsable de portefeuille, DINUM', attendance: { kind: 'absent' } },
    ],
    presentation:
      'L’équipe présente le service ouvert en septembre dans trois départements. 4 200 ménages ont déposé un dossier ; un sur deux aboutit en moins de trente jours, contre quatre-vingt-dix auparavant.\n\nElle retient trois enseignements :\n\n- le dépôt sur téléphone est majoritaire (71 %) ;\n- l’abandon se concentre sur les pièces justificatives ;\n- les agents demandent une vue par commune.',
    discussion:
      'Le comité salue la baisse du délai. « Est-elle due au service ou à la saison ? » demande la direction du budget : l’équipe publiera la comparaison avec les départements témoins.',
    objectives: [
      {
        text: 'Ouvrir le service dans trois départements pilotes',
        outcome: 'validated',
        result: 'Trois départements ouverts, un quatrième demandé',
      },
      {
        text: 'Réduire le délai médian de traitement à 45 jours',
        outcome: 'validated',
        result: '29 jours en février',
        note: 'À confirmer hors période d’hiver.',
      },
      {
        text: 'Brancher le système d’information des bailleurs',
        outcome: 'modified',
        result: 'Un bailleur sur cinq',
        note: 'Ramené à deux bailleurs, les autres passant par dépôt de fichiers.',
      },
    ],
    indicators: [
      {
        name: 'Ménages relogés en moins de 45 jours',
        kind: 'impact',
        target: '1 500',
        value: '1 912',
        status: 'reached',
      },
      { name: 'Dossiers déposés', kind: 'usage', target: '4 000', value: '4 200', status: 'reached' },
      {
        name: 'Coût par ménage relogé',
        kind: 'impact',
        unit: '€',
        target: '130',
        value: '148',
        status: 'partly-reached',
      },
    ],
    decision: {
      objectives: { label: 'Validés', text: 'L’objectif de raccordement des bailleurs est revu.' },
      means: { label: 'Poursuite avec le même budget', text: 'L’équipe reste à quatre personnes.' },
      phase: { label: 'Passage en accélération' },
    },
    funding: {
      period: { from: '2026-04-01', to: '2026-09-30' },
      byLine: [
        { label: 'Développement', cents: 140_000_00 },
        { label: 'Pilotage du produit', cents: 60_000_00 },
        { label: 'Déploiement et communication', cents: 35_000_00 },
        { label: 'Licences et infrastructure', cents: 15_000_00 },
      ],
      byFunder: [
        { label: 'Direction de l’habitat', cents: 200_000_00 },
        { label: 'Fonds d’accélération', cents: 50_000_00 },
      ],
    },
    reservations: ['La comparaison avec les départements témoins est remise avant le point à trois mois.'],
    blockers: [
      { what: 'Convention d’accès aux données des bailleurs', who: 'Marc Aubertin', due: '2026-04-15' },
      { what: 'Recrutement d’une personne chargée du déploiement', who: 'Thomas Weiss', due: '2026-05-01' },
    ],
    nextObjectives: [
      {
        text: 'Ouvrir à tous les départements de la région',
        atThreeMonths: '6 départements, 8 000 dossiers',
        atSixMonths: '12 départements, 20 000 dossiers',
      },
      {
        text: 'Faire passer le coût par ménage relogé sous 120 €',
        atThreeMonths: '135 €',
        atSixMonths: '120 €, mesure publiée',
      },
    ],
    roadmapOpinion: 'Avis favorable. Le comité suggère de commencer par les pièces justificatives.',
    nextCommitteeDue: '2026-09-02',
    signatories: [
      {
        name: 'Solène Kervella',
        quality: 'Directrice de l’habitat',
        role: 'required',
        signature: { choice: 'approved', at: '2026-03-04T08:05:00.000Z' },
      },
      {
        name: 'Marc Aubertin',
        quality: 'Secrétaire général',
        role: 'required',
        delegate: 'Lina Haddad',
        signature: {
          choice: 'approved-with-reservations',
          at: '2026-03-05T16:40:00.000Z',
          comment: 'Sous réserve de la convention.',
        },
      },
      { name: 'Awa Diarra', quality: 'Responsable de portefeuille, DINUM', role: 'information' },
    ],
    ...changes,
  };
}

/** A record of many rows and long texts. */
export function aLongRecord(rows = 60): RecordDocument {
  const base = aRecord();
  const times = <T>(of: readonly T[], change: (one: T, index: number) => T): T[] =>
    Array.from({ length: rows }, (_, index) => change(of[index % of.length] as T, index));
  return aRecord({
    objectives: times(base.objectives, (one, at) => ({ ...one, text: `Objectif ${at + 1} : ${one.text}` })),
    indicators: times(base.indicators, (one, at) => ({ ...one, name: `${one.name} (${at + 1})` })),
    members: times(base.members, (one, at) => ({ ...one, quality: `${one.quality}, siège ${at + 1}` })),
    discussion: 'Le comité échange longuement sur les suites à donner au service. '.repeat(310),
    proof: {
      documentHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      verificationUrl: 'https://jalon.example/verifier',
      signatures: [
        {
          name: 'Solène Kervella',
          at: '2026-03-04T08:05:00.000Z',
          facts: [
            'Lien personnel envoyé à s.kervella@habitat.example.',
            'Code à six chiffres reçu par courriel et saisi.',
          ],
        },
      ],
    },
  });
}

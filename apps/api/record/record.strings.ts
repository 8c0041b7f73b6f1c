/** What the page of a record says for each state of its case. */
export const recordStrings = {
  step: {
    drafting: { current: 1, title: 'Rédaction', next: 'Relecture' },
    changesRequested: { current: 1, title: 'Rédaction', next: 'Relecture' },
    inReview: { current: 2, title: 'Relecture', next: 'Validation par les sponsors' },
    awaitingSignOff: { current: 3, title: 'Validation par les sponsors', next: 'Scellement' },
    declined: { current: 3, title: 'Validation par les sponsors' },
    signed: { current: 4, title: 'Scellement' },
    sealed: { current: 4, title: 'Scellement' },
    superseded: { current: 4, title: 'Scellement' },
    abandoned: { current: 2, title: 'Relecture' },
  } satisfies Record<string, { readonly current: number; readonly title: string; readonly next?: string }>,
  steps: 4,
  situation: {
    drafting: 'Le PDF de cette version est en cours de production. Rechargez la page dans quelques instants.',
    inReview: {
      managing:
        'Relisez le relevé ci-dessous. Corrigez les textes si nécessaire, puis demandez la validation des sponsors.',
      reading: 'Le relevé est relu par la personne responsable de l’incubateur avant d’être envoyé aux sponsors.',
    },
    awaitingSignOff:
      'Chaque signataire a reçu un courriel qui lui permet de répondre sans compte. La décision prendra effet à la dernière signature requise.',
    changesRequested: {
      managing:
        'Un sponsor demande des modifications : sa réponse est dans le tableau ci-dessous. Corrigez les textes ; une nouvelle version sera produite, à relire puis à faire valider.',
      reading: 'Un sponsor demande des modifications. Une nouvelle version sera proposée.',
    },
    declined: 'Un sponsor a refusé ce relevé. La décision ne prend pas effet et un nouveau comité est dû.',
    signed: 'Tous les signataires requis ont validé : la décision a pris effet. Le relevé est en cours de scellement.',
    sealed: 'Le relevé est scellé : il ne change plus. Il a été envoyé à l’équipe, aux signataires et au comité.',
    superseded: 'Un autre relevé annule et remplace celui-ci. Il est conservé tel qu’il a été signé.',
    abandoned: 'Cette rectification a été abandonnée\u00A0: le relevé d’origine fait foi.',
  },
  failure: { pdf: 'Le PDF n’est pas encore disponible', seal: 'Le relevé n’est pas encore scellé' },
  retried: 'Un nouvel essai automatique aura lieu. La décision, elle, n’attend pas.',
  trialSeal:
    'Ce relevé est scellé avec un certificat d’essai : il prouve que le fichier n’a pas changé, mais aucune autorité ne garantit qui l’a scellé, et les lecteurs de PDF le signalent. Pour un usage réel, l’exploitation configure le certificat de cachet de l’administration.',
  edited: 'Les modifications sont enregistrées. Une nouvelle version du PDF est en cours de production.',
  requested: 'La validation est demandée : un courriel part vers chaque signataire.',
} as const;

/** Every French word the mail engine itself writes; what a mail says comes in its blocks. */
export const mailStrings = {
  signature: 'Jalon — comités d’investissement',
  preferences: 'Choisir comment recevoir mes courriels',
  notice: { info: 'À savoir', success: 'C’est fait', warning: 'Attention' },
} as const;

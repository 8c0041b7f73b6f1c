/** Every French word the mail engine itself writes; what a mail says comes in its blocks. */
export const mailStrings = {
  brand: 'Jalon',
  signature: 'Jalon — comités d’investissement',
  notice: { info: 'À savoir', success: 'C’est fait', warning: 'Attention' },
} as const;

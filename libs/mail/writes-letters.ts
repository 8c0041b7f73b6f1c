import { type EffectHandler, type OwedEffect } from '#libs/messaging/index.js';

import { type MailKind } from './mail-kind.js';
import { type Letter } from './mail-message.js';

/** A letter that an effect owes somebody. */
export interface Addressed {
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  readonly kind: MailKind;
  /** Tells it from another letter of the same effect to the same person. */
  readonly apart?: string;
  /** Written at the last moment: a mail that carries a secret makes it then. */
  readonly letter: () => Letter | Promise<Letter>;
}

/** A handler whose effects are letters: it can say again, when they leave, what is left to say. */
export interface WritesLetters<P = Readonly<Record<string, unknown>>> extends EffectHandler<P> {
  /** The letters owed as things stand now. Changes nothing. */
  letters(effect: OwedEffect<P>): Promise<readonly Addressed[]>;
}

/** What makes a letter this letter: it leaves at most once. */
export function letterKey(effectId: string, { person, apart }: Pick<Addressed, 'person' | 'apart'>): string {
  return apart === undefined ? `${effectId}:${person.id}` : `${effectId}:${person.id}:${apart}`;
}

/** Euros as whole cents. Never a float: sums of budget lines are exact. */
export type Cents = number & { readonly __cents?: never };

const amount = /^\d{1,3}(?:[\s\u00A0\u202F]?\d{3})*(?:[.,]\d{1,2})?$|^\d+(?:[.,]\d{1,2})?$/;

/**
 * Reads an amount as people type it: `250 000`, `250000,50`, `1 200.5 €`. Undefined when it is not one,
 * when it is negative or when it exceeds 10 billion euros.
 */
export function parseEuros(text: string): Cents | undefined {
  const bare = text.trim().replace(/[\s\u00A0\u202F]*€$/u, '');
  if (!amount.test(bare)) return undefined;
  const [euros = '', cents = ''] = bare.replaceAll(/[\s\u00A0\u202F]/gu, '').split(/[.,]/u);
  const value = Number(euros) * 100 + Number(cents.padEnd(2, '0'));
  return value <= 1_000_000_000_000 ? value : undefined;
}

/** French writing with narrow no-break spaces: `250 000 €`, cents only when there are some. */
export function formatEuros(cents: Cents): string {
  const whole = Math.trunc(Math.abs(cents) / 100)
    .toString()
    .replaceAll(/\B(?=(?:\d{3})+$)/gu, '\u202F');
  const rest = Math.abs(cents) % 100;
  return `${cents < 0 ? '−' : ''}${whole}${rest ? `,${String(rest).padStart(2, '0')}` : ''}\u00A0€`;
}

/** Exact sum of amounts in cents. */
export function sumCents(amounts: Iterable<Cents>): Cents {
  let total = 0;
  for (const one of amounts) total += one;
  return total;
}

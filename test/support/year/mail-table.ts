import type { Received } from './mail-book.js';

/** What each role received, as a table of the guide (Markdown, French): the most for one person, and the median person. */
export function mailTable(received: readonly Received[]): string {
  const roles = [...new Set(received.map(({ role }) => role))];
  const lines = roles.map((role) => {
    const people = received.filter((one) => one.role === role);
    const of = (read: (one: Received) => number) => people.map(read).toSorted((one, other) => one - other);
    const most = (numbers: readonly number[]) => numbers.at(-1) ?? 0;
    const middle = (numbers: readonly number[]) => numbers[Math.floor(numbers.length / 2)] ?? 0;
    const mails = of((one) => one.mails);
    const kinds = new Map<string, number>();
    for (const one of people)
      for (const [kind, count] of Object.entries(one.kinds)) kinds.set(kind, (kinds.get(kind) ?? 0) + count);
    const each = [...kinds].map(([kind, count]) => `${kind} ${(count / people.length).toFixed(1)}`).join(', ');
    return `| ${role} | ${people.length} | ${middle(mails)} | ${most(mails)} | ${middle(of((one) => one.median))} | ${most(of((one) => one.fullest))} | ${most(of((one) => one.sittings))} | ${each} |`;
  });
  return [
    '| rôle | personnes | courriels (médiane) | (au plus) | semaine médiane | semaine la plus pleine | séances | par sorte |',
    '|---|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

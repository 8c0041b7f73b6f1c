import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { ReadMail } from './trial-mailbox.js';

/** What independent tools say of a sealed record. */
export function examine(pdf: Buffer): { readonly structure: string; readonly signatures: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'jalon-sealed-'));
  const file = path.join(folder, 'sealed.pdf');
  try {
    writeFileSync(file, pdf);
    return {
      structure: execFileSync('qpdf', ['--check', file], { encoding: 'utf8' }),
      signatures: execFileSync('pdfsig', [file], { encoding: 'utf8' }),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Mails that somebody received twice: the same message again, or the same words under another one. Login links may recur. */
export function receivedTwice(mails: readonly ReadMail[]): readonly string[] {
  const seen = new Set<string>();
  return mails
    .filter(({ subject }) => !subject.startsWith('Votre lien de connexion'))
    .flatMap(({ to, subject, messageId }) => [`${to}: ${subject}`, `${to}: ${messageId}`])
    .filter((one) => seen.size === seen.add(one).size);
}

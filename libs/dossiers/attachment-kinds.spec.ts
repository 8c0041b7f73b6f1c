import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { kindOfName, soundName } from './attachment-kinds.js';

describe('the name of a file', () => {
  it.each([
    ['C:\\Bureau\\Présentation été 2026.pdf', 'Présentation été 2026.pdf'],
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['facture\u202Efdp.exe', 'facturefdp.exe'],
    ['a\u0000b\r\n.pdf', 'ab.pdf'],
    ['"><script>.pdf', '---script-.pdf'],
    ['...pdf', 'pdf'],
    ['🚀 élan.pptx', '🚀 élan.pptx'],
  ])('%j is kept as %j', (typed, kept) => expect(soundName(typed)).toBe(kept));

  it('is never long, never a path, never a control, and keeps its extension', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
        const name = soundName(`${typed}x.pdf`);
        expect(name.length).toBeLessThanOrEqual(120);
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/u);
        expect(kindOfName(name)?.mediaType).toBe('application/pdf');
        expect(soundName(name)).toBe(name);
      }),
    ));
});

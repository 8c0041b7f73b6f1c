import { describe, expect, it } from '@jest/globals';

import { readSigning, signingForm } from './signing-form.js';

describe('how signatories are asked to sign', () => {
  it('gives them the working days of the programme, unless some others are typed', () => {
    const asked = [{ personId: 'sponsor', required: true }];
    const days = (workingDays: string) =>
      readSigning(signingForm.parse({ workingDays }), asked, [], 15).signing.workingDays;
    expect(days('')).toBe(15);
    expect(days('4')).toBe(4);
    expect(() => days('1')).toThrow('pas complète');
  });
});

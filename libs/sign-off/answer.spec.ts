import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { InvalidInput } from '#libs/kernel/index.js';
import { SIGN_OFF_CHOICES } from '#workflows/deliberation-record/index.js';

import { checkedAnswer, COMMENT_LENGTH, type RawAnswer } from './answer.js';

const fieldsOf = (raw: Partial<RawAnswer>): readonly string[] => {
  try {
    checkedAnswer({ choice: 'approve', comment: '', code: '123456', ...raw });
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return Object.keys(error.fields);
  }
};

describe('reading an answer', () => {
  it('takes no choice for granted', () => {
    expect(fieldsOf({ choice: '' })).toEqual(['choice']);
    expect(fieldsOf({ choice: 'Approve' })).toEqual(['choice']);
    expect(fieldsOf({})).toEqual([]);
  });

  it.each(['approve-with-reservations', 'request-changes', 'decline'])('wants words with « %s »', (choice) => {
    expect(fieldsOf({ choice })).toEqual(['comment']);
    expect(fieldsOf({ choice, comment: ' \n\u0000' })).toEqual(['comment']);
    expect(fieldsOf({ choice, comment: 'Parce que.' })).toEqual([]);
  });

  it('never drops words that came with a plain approval', () => {
    expect(fieldsOf({ comment: 'Sous réserve' })).toEqual(['comment']);
  });

  it('reads the code as people copy it, and nothing else', () => {
    for (const code of ['123 456', ' 123456\n', '123\u202F456', '123-456'])
      expect(checkedAnswer({ choice: 'approve', comment: '', code }).code).toBe('123456');
    for (const code of ['', '12345', '1234567', 'abcdef', '１２３４５６']) expect(fieldsOf({ code })).toEqual(['code']);
  });

  it('keeps no character that a database or a press would choke on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (comment) => {
        fc.pre(comment.trim() !== '');
        try {
          const kept = checkedAnswer({ choice: 'decline', comment, code: '123456' }).comment ?? '';
          expect(kept).not.toMatch(/(?![\n\t])\p{Cc}|\p{Cs}/u);
          expect(kept.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInput);
        }
      }),
    );
    expect(fieldsOf({ choice: 'decline', comment: 'x'.repeat(COMMENT_LENGTH + 1) })).toEqual(['comment']);
  });

  it('knows each choice of the process', () => {
    for (const choice of SIGN_OFF_CHOICES)
      expect(fieldsOf({ choice, comment: choice === 'approve' ? '' : 'Oui' })).toEqual([]);
  });
});

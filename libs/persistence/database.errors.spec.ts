import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';

import { NotFound } from '#libs/kernel/index.js';

import { databaseUnavailable } from './database.errors.js';

const failed = (code: string, message = '') =>
  new QueryFailedError('select', [], Object.assign(new Error(message), { code }));

describe('an error of the database', () => {
  it.each([
    ['DATABASE_FULL', failed('53100')],
    ['DATABASE_BUSY', failed('53300')],
    ['DATABASE_BUSY', failed('55P03')],
    ['DATABASE_BUSY', failed('57014')],
    ['DATABASE_BUSY', new Error('timeout exceeded when trying to connect')],
    ['DATABASE_UNREACHABLE', failed('57P03')],
    ['DATABASE_UNREACHABLE', failed('08006')],
    ['DATABASE_UNREACHABLE', failed('', 'Connection terminated unexpectedly')],
    ['DATABASE_UNREACHABLE', new Error('Connection terminated due to connection timeout')],
    ['DATABASE_UNREACHABLE', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['DATABASE_UNREACHABLE', new AggregateError([Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })])],
  ])('says %s when the database does not serve us', (code, error) => {
    expect(databaseUnavailable(error)).toMatchObject({ code, status: 503, cause: error });
  });

  it.each([failed('23505'), failed('42601'), new Error('something else'), new NotFound('Rien.'), undefined, 'text'])(
    'is left alone when it is about what was asked',
    (error) => {
      expect(databaseUnavailable(error)).toBeUndefined();
    },
  );

  it('keeps what was told already', () => {
    const told = databaseUnavailable(failed('53100'));
    expect(databaseUnavailable(told)).toBe(told);
  });
});

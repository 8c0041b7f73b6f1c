import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { embeddedConfiguration, InvalidConfiguration, readConfiguration } from './index.js';

const complete = {
  DATABASE_URL: 'postgres://jalon:motdepasse@db:5432/jalon',
  SMTP_URL: 'smtp://mail:587',
  BASE_URL: 'https://jalon.example',
  SESSION_SECRET: 'k'.repeat(32),
  MAIL_FROM: 'Jalon <jalon@incubateur.example>',
};

function problemsOf(env: Record<string, string | undefined>): Record<string, string> {
  try {
    readConfiguration(env);
    return {};
  } catch (error) {
    if (!(error instanceof InvalidConfiguration)) throw error;
    return Object.fromEntries(error.problems.map(({ key, message }) => [key, message]));
  }
}

describe('the configuration of service mode', () => {
  it('needs five settings and supplies the rest', () => {
    expect(readConfiguration(complete)).toEqual({
      mode: 'service',
      databaseUrl: complete.DATABASE_URL,
      queue: { kind: 'postgres' },
      smtpUrl: complete.SMTP_URL,
      mailFrom: complete.MAIL_FROM,
      baseUrl: 'https://jalon.example',
      sessionSecret: complete.SESSION_SECRET,
      host: '0.0.0.0',
      port: 3000,
      logLevel: 'log',
    });
  });

  it('lists everything that is missing or wrong at once', () => {
    const problems = problemsOf({
      DATABASE_URL: 'mysql://db',
      PORT: '99999',
      LOG_LEVEL: 'loud',
      REDIS_URL: 'nulle part',
    });
    expect(Object.keys(problems).toSorted()).toEqual([
      'BASE_URL',
      'DATABASE_URL',
      'LOG_LEVEL',
      'MAIL_FROM',
      'PORT',
      'REDIS_URL',
      'SESSION_SECRET',
      'SMTP_URL',
    ]);
    expect(problems['SMTP_URL']).toBe('manque.');
  });

  it('takes an empty variable for an absent one', () => {
    expect(problemsOf({ ...complete, SMTP_URL: '' })).toEqual({ SMTP_URL: 'manque.' });
    expect(readConfiguration({ ...complete, REDIS_URL: '' }).queue).toEqual({ kind: 'postgres' });
  });

  it('queues on Redis when one is named', () => {
    expect(readConfiguration({ ...complete, REDIS_URL: 'redis://cache:6379' }).queue).toEqual({
      kind: 'redis',
      url: 'redis://cache:6379',
    });
  });

  it('wants a public address without path, encrypted unless it is this machine', () => {
    const reads = (BASE_URL: string): string => readConfiguration({ ...complete, BASE_URL }).baseUrl;
    expect(reads('https://jalon.example/')).toBe('https://jalon.example');
    expect(reads('http://127.0.0.1:3000')).toBe('http://127.0.0.1:3000');
    expect(problemsOf({ ...complete, BASE_URL: 'http://jalon.example' })).toHaveProperty('BASE_URL');
    expect(problemsOf({ ...complete, BASE_URL: 'https://jalon.example/app' })).toHaveProperty('BASE_URL');
  });

  it('refuses a sender that would break out of its header', () => {
    expect(problemsOf({ ...complete, MAIL_FROM: 'Jalon <a@b.example>\r\nBcc: x@y.example' })).toHaveProperty(
      'MAIL_FROM',
    );
  });

  it('never repeats a value, whatever is wrong', () => {
    const keys = [
      ...Object.keys(complete),
      'REDIS_URL',
      'PORT',
      'LOG_LEVEL',
      'TIMESTAMP_URL',
      'SEAL_P12_PATH',
      'SEAL_P12_BASE64',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.stringMatching(/^#[A-Z]{9}[!-~]{0,20}$/u), (key, value) => {
        try {
          readConfiguration({ ...complete, [key]: value });
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidConfiguration);
          expect(JSON.stringify(error) + String(error)).not.toContain(value);
        }
      }),
    );
  });

  it('takes a token for the metrics, of 32 characters at least, or none', () => {
    expect(readConfiguration(complete).metricsToken).toBeUndefined();
    expect(readConfiguration({ ...complete, METRICS_TOKEN: 't'.repeat(32) }).metricsToken).toBe('t'.repeat(32));
    expect(problemsOf({ ...complete, METRICS_TOKEN: 'short' })).toHaveProperty('METRICS_TOKEN');
  });

  it('takes how long mails wait for one another, in minutes, up to an hour', () => {
    expect(readConfiguration(complete).mailHold).toBeUndefined();
    expect(readConfiguration({ ...complete, MAIL_HOLD_MINUTES: '0' }).mailHold).toBe(0);
    expect(readConfiguration({ ...complete, MAIL_HOLD_MINUTES: '10' }).mailHold).toBe(600_000);
    for (const wrong of ['61', '-1', '5.5', 'cinq', '100'])
      expect(problemsOf({ ...complete, MAIL_HOLD_MINUTES: wrong })).toHaveProperty('MAIL_HOLD_MINUTES');
  });

  it('accepts a session secret from 32 characters', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 80 }), (SESSION_SECRET) => {
        expect('SESSION_SECRET' in problemsOf({ ...complete, SESSION_SECRET })).toBe(SESSION_SECRET.length < 32);
      }),
    );
  });
});

describe('the seal', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'jalon-configuration-'));
    writeFileSync(path.join(folder, 'seal.p12'), Buffer.from([1, 2, 3]));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read from a file or from base64', () => {
    const seal = { p12: Buffer.from([1, 2, 3]), password: 'secret' };
    const read = (env: Record<string, string>) =>
      readConfiguration({ ...complete, SEAL_P12_PASSWORD: 'secret', ...env }).seal;
    expect(read({ SEAL_P12_PATH: path.join(folder, 'seal.p12') })).toEqual(seal);
    expect(read({ SEAL_P12_BASE64: 'AQID' })).toEqual(seal);
  });

  it('needs its password, and one source only', () => {
    const SEAL_P12_PATH = path.join(folder, 'seal.p12');
    expect(problemsOf({ ...complete, SEAL_P12_PATH })).toHaveProperty('SEAL_P12_PASSWORD');
    expect(problemsOf({ ...complete, SEAL_P12_PASSWORD: 'secret' })).toHaveProperty('SEAL_P12_PATH');
    expect(problemsOf({ ...complete, SEAL_P12_PATH, SEAL_P12_BASE64: 'AQID', SEAL_P12_PASSWORD: 's' })).toHaveProperty(
      'SEAL_P12_BASE64',
    );
    expect(problemsOf({ ...complete, SEAL_P12_PATH: `${folder}/none`, SEAL_P12_PASSWORD: 's' })).toHaveProperty(
      'SEAL_P12_PATH',
    );
  });
});

describe('the configuration of embedded mode', () => {
  const settings = {
    databaseUrl: 'postgres://jalon:x@127.0.0.1:4444/jalon',
    smtpUrl: 'smtp://127.0.0.1:2525',
    baseUrl: 'http://127.0.0.1:3000',
    sessionSecret: 's'.repeat(43),
    host: '127.0.0.1',
    port: 3000,
  };

  it('asks nothing of the environment', () => {
    expect(embeddedConfiguration(settings, {})).toMatchObject({
      ...settings,
      mode: 'embedded',
      queue: { kind: 'postgres' },
      logLevel: 'log',
    });
  });

  it('leaves the services of the environment alone, and takes what may be added', () => {
    const configuration = embeddedConfiguration(settings, {
      DATABASE_URL: 'postgres://elsewhere',
      REDIS_URL: 'redis://elsewhere',
      TIMESTAMP_URL: 'https://horodatage.example',
    });
    expect(configuration).toMatchObject({ ...settings, timestampUrl: 'https://horodatage.example' });
  });
});

import { describe, expect, it } from '@jest/globals';
import { type NodemailerError } from 'nodemailer';

import { outcomeOf, withoutAddresses } from './smtp-outcome.js';

const failure = (changes: Partial<NodemailerError>): NodemailerError => Object.assign(new Error('failed'), changes);
const reply = (command: string, code: number): NodemailerError =>
  failure({ command, responseCode: code, permanent: code >= 500 && code !== 503, response: `${code} no` });

describe('what an SMTP failure means for the mail', () => {
  it.each([
    ['a permanent refusal of the recipient', reply('RCPT TO', 550), false, 'bounced'],
    ['a permanent refusal of the text', reply('DATA', 554), true, 'bounced'],
    ['a temporary refusal of the text', reply('DATA', 451), true, 'refused'],
    ['a wrong password of ours', reply('AUTH PLAIN', 535), false, 'refused'],
    ['a server that wants a password first', reply('MAIL FROM', 530), false, 'refused'],
    ['a server that takes no mail today', reply('CONN', 554), false, 'refused'],
    ['a lost sequence of commands', reply('RCPT TO', 503), false, 'refused'],
    ['an address no envelope can hold', failure({ code: 'EENVELOPE', command: 'API' }), false, 'bounced'],
    ['a mail larger than the server takes', failure({ code: 'EMESSAGE', command: 'MAIL FROM' }), false, 'bounced'],
    ['no connection', failure({ code: 'ESOCKET', command: 'CONN' }), false, 'refused'],
    ['a connection lost half-way', failure({ code: 'ECONNECTION', command: 'CONN' }), false, 'refused'],
    ['a connection lost after the last byte', failure({ code: 'ECONNECTION', command: 'CONN' }), true, 'unknown'],
    ['a silence after the last byte', failure({ code: 'ETIMEDOUT', command: 'CONN' }), true, 'unknown'],
    ['an answer that is no answer after the last byte', reply('DATA', 354), true, 'unknown'],
  ])('%s', (_, error, handedOver, state) => {
    expect(outcomeOf(error, handedOver).state).toBe(state);
  });
});

describe('the words of a server', () => {
  it.each([
    ['550 5.1.1 <aicha@ministere.example>: unknown', '550 5.1.1 <…>: unknown'],
    ["550 aïcha.o'neil@ministere.example unknown\r\n550 bye", "550 aïcha.o'… unknown 550 bye"],
  ])('keep no address: %s', (said, kept) => {
    expect(withoutAddresses(said)).toBe(kept);
  });
});

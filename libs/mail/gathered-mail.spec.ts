import { describe, expect, it } from '@jest/globals';

import { gathered } from './gathered-mail.js';
import { type Letter } from './mail-message.js';
import { renderMail } from './render-mail.js';

const lead = { name: 'Lucie Lambert', email: 'lucie@fabrique.example' };

const letter = (subject: string, given: Partial<Letter> = {}): Letter => ({
  subject,
  blocks: [
    { type: 'paragraph', text: `Au sujet de ${subject}.` },
    { type: 'heading', text: 'Ordre du jour' },
  ],
  reason: 'Vous recevez ce message parce que vous êtes responsable.',
  replyTo: lead,
  ...given,
});

const plainly = { digest: false, first: false };

describe('letters in one mail', () => {
  it('are as they were when there is one only', () => {
    const { attachments, ...alone } = gathered([letter('Alpha')], plainly);
    expect(attachments).toEqual([]);
    expect(alone).toEqual(letter('Alpha'));
  });

  it('are sections, each under its subject, whose own headings go below', () => {
    const mail = gathered([letter('Alpha'), letter('Bêta')], plainly);
    expect(mail.subject).toBe('Alpha (et 1\u00A0autre sujet)');
    const { html, text } = renderMail(mail);
    expect(html.match(/<h[123][^>]*>[^<]*/gu)?.map((tag) => tag.replace(/<(h\d)[^>]*>/u, '$1 '))).toEqual([
      'h1 Alpha (et 1\u00A0autre sujet)',
      'h2 Alpha',
      'h3 Ordre du jour',
      'h2 Bêta',
      'h3 Ordre du jour',
    ]);
    expect(text).toContain('Au sujet de Bêta.');
    expect(mail.reason).toBe(letter('Alpha').reason);
  });

  it('are answered where all of them would be, and nowhere in particular otherwise', () => {
    expect(gathered([letter('Alpha'), letter('Bêta')], plainly).replyTo).toEqual(lead);
    const other = { name: 'Paul Pinson', email: 'paul@fabrique.example' };
    expect(gathered([letter('Alpha'), letter('Bêta', { replyTo: other })], plainly).replyTo).toBeUndefined();
  });

  it('say every reason for which they come', () => {
    const mail = gathered([letter('Alpha'), letter('Bêta', { reason: 'Vous êtes aussi sponsor.' })], plainly);
    expect(mail.reason.split('\n')).toHaveLength(2);
  });

  it('are told as the digest of the morning to who wants it', () => {
    const { subject } = gathered([letter('Alpha'), letter('Bêta'), letter('Gamma')], { ...plainly, digest: true });
    expect(subject).toBe('Votre point du matin\u00A0: 3\u00A0sujets');
  });
});

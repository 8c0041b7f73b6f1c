import { type Inline, type RichText } from './mail-message.js';
import { cleanText, typeset } from './typeset.js';

/** A run ready to be shown: typeset, and with an address only when it is one a mail may lead to. */
export interface Run {
  readonly text: string;
  readonly bold: boolean;
  readonly href?: string;
}

/** The address when it is an absolute http, https or mailto one; undefined else (`javascript:`, relative, malformed). */
export function safeHref(href: string): string | undefined {
  const address = href.trim();
  if (!URL.canParse(address) || /[\s\p{Cc}<>"]/u.test(address)) return undefined;
  return ['http:', 'https:', 'mailto:'].includes(new URL(address).protocol) ? address : undefined;
}

/** Text as written by the engine: clean and with French spacing. */
export function plain(text: string): string {
  return typeset(cleanText(text));
}

/** The runs of a text. A link to an address no mail may lead to becomes its label followed by that address, unlinked. */
export function runs(text: RichText): readonly Run[] {
  return (typeof text === 'string' ? [text] : text).map((inline: Inline): Run => {
    if (typeof inline === 'string') return { text: plain(inline), bold: false };
    if ('bold' in inline) return { text: plain(inline.bold), bold: true };
    const href = safeHref(inline.href);
    if (href === undefined) return { text: `${plain(inline.link)} (${cleanText(inline.href)})`, bold: false };
    return { text: inline.link === inline.href ? cleanText(inline.link) : plain(inline.link), bold: false, href };
  });
}

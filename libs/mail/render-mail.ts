import { type DrawnMessage, type RenderedMail } from './mail-message.js';
import { renderHtml } from './render-html.js';
import { renderText } from './render-text.js';

/** Both versions of a message, from the same blocks. */
export function renderMail(message: DrawnMessage): RenderedMail {
  return { html: renderHtml(message), text: renderText(message) };
}

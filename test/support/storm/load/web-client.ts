import { DEAD_LINK_MESSAGES } from '#libs/sign-off/index.js';

import type { Ground } from '../ground.js';
import { Refusal } from './clients.js';

/** An api that hangs is given up like one that died. */
const PATIENCE_MS = 15_000;

const GONE = 410;

const headers = { accept: 'text/html', 'sec-fetch-site': 'same-origin' };

/** What a mail that asks to sign holds. */
export interface SignOffMail {
  readonly secret: string;
  readonly code: string;
}

/** A person's browser, through whichever api is next. Each method is one attempt, to be made again when it fails. */
export class WebClient {
  #cookie: string | undefined;
  #next = 0;

  /** @param logIn opens a session, and gives the secret of its cookie. */
  constructor(
    private readonly ground: Ground,
    private readonly logIn: () => Promise<string>,
  ) {}

  /** Sends the form of a page, as its buttons do. @throws Refusal */
  async post(page: string, action: string, fields: Readonly<Record<string, string>>): Promise<void> {
    this.#cookie ??= `jalon_session=${await this.logIn()}`;
    const shown = await this.#fetch(page, { headers: { ...headers, cookie: this.#cookie } });
    const [, csrf = ''] = /name="_csrf" value="([^"]*)"/u.exec(await shown.text()) ?? [];
    if (shown.status !== 200 || csrf === '') return this.#again(`${page}: ${shown.status}`);
    const body = new URLSearchParams({ ...fields, _csrf: csrf });
    const answer = await this.#fetch(action, { method: 'POST', body, headers: { ...headers, cookie: this.#cookie } });
    this.#judge(action, answer, await answer.text());
  }

  /**
   * Signs with a link and its code, without any session.
   * @returns false when the link says that it died with its deadline.
   * @throws Refusal
   */
  async sign({ secret, code }: SignOffMail): Promise<boolean> {
    const body = new URLSearchParams({ choice: 'approve', comment: '', code });
    const path = `/signature/${secret}`;
    const answer = await this.#fetch(path, { method: 'POST', body, headers });
    const text = await answer.text();
    if (answer.status === GONE && text.includes(DEAD_LINK_MESSAGES.deadline)) return false;
    this.#judge(path, answer, text);
    return true;
  }

  /** Sends the form of a dead link's page, which mails a new one. @throws Refusal */
  async askFreshLink(secret: string, idempotencyKey: string): Promise<void> {
    const path = `/signature/${secret}/nouveau-lien`;
    const body = new URLSearchParams({ idempotencyKey });
    const answer = await this.#fetch(path, { method: 'POST', body, headers });
    this.#judge(path, answer, await answer.text());
  }

  #judge(path: string, answer: Response, text: string): void {
    const to = answer.headers.get('location') ?? '';
    if (answer.status === 303 && !to.startsWith('/connexion')) return;
    // 403: the session ended between the page and the sending of its form.
    if (answer.status === 303 || answer.status >= 500 || [403, 429].includes(answer.status))
      this.#again(`${path}: ${answer.status}`);
    throw new Refusal(`${path}: ${answer.status} ${/<p class="fr-(?:alert|text)[^>]*>([^<]*)/u.exec(text)?.[1] ?? ''}`);
  }

  /** The session may have ended meanwhile: a day passes soon in a storm. */
  #again(why: string): never {
    this.#cookie = undefined;
    throw new Error(why);
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const { apis } = this.ground;
    const api = apis[(this.#next += 1) % apis.length];
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return fetch(new URL(path, api?.address), { ...init, redirect: 'manual', signal });
  }
}

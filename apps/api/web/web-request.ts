import type { Request } from 'express';

import type { Session } from '#libs/identity/index.js';

/** A request once the guard has looked at it. */
export type WebRequest = Request & {
  session?: Session;
  /** Anti-forgery token of the session, for every form of the page. */
  csrf?: string;
};

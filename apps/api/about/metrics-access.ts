import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { hashSecret } from '#libs/kernel/index.js';

export interface MetricsRequest {
  readonly headers: IncomingHttpHeaders;
  /** Who is at the other end of the connection, whatever the request says of itself. */
  readonly peer: string | undefined;
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const LOCAL_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/u;

/** What a proxy adds: the asker is then somebody else, however near the proxy is. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'] as const;

/**
 * With a token, whoever presents it, and nobody else: a proxy on this machine may say nothing of those it speaks for.
 * Without, only who asks from this machine, for this machine, through nobody.
 */
export function mayReadMetrics({ headers, peer }: MetricsRequest, token: string | undefined): boolean {
  if (token !== undefined) return isSame(/^Bearer (.+)$/iu.exec(headers.authorization ?? '')?.[1] ?? '', token);
  return (
    LOOPBACK.has(peer ?? '') &&
    LOCAL_HOST.test(headers.host ?? '') &&
    FORWARDED.every((header) => headers[header] === undefined)
  );
}

/** In the same time whatever is presented. */
function isSame(presented: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(presented)), Buffer.from(hashSecret(expected)));
}

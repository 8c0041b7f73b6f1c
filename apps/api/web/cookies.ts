import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';

/** Names begin with `__Host-` over https: such a cookie cannot be planted by a neighbouring site. */
export class Cookies {
  constructor(private readonly secure: boolean) {}

  read(request: Request, name: string): string | undefined {
    return parseCookie(request.headers.cookie ?? '')[this.#name(name)];
  }

  /** @param maxAge seconds */
  write(response: Response, name: string, value: string, maxAge: number): void {
    response.appendHeader(
      'Set-Cookie',
      stringifySetCookie(this.#name(name), value, {
        httpOnly: true,
        sameSite: 'lax',
        secure: this.secure,
        path: '/',
        maxAge,
      }),
    );
  }

  clear(response: Response, name: string): void {
    this.write(response, name, '', 0);
  }

  #name(name: string): string {
    return `${this.secure ? '__Host-' : ''}jalon_${name}`;
  }
}

import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';

import type { Session } from '#libs/identity/index.js';

import type { WebRequest } from './web-request.js';

export const PUBLIC = 'jalon:public';

/** A page or route for people without account. Nothing there may set a cookie on GET. */
export const Public = () => SetMetadata(PUBLIC, true);

/** The person who is logged in; the guard has made sure of it. */
export const Signed = createParamDecorator((_: unknown, context: ExecutionContext): Session['person'] => {
  const { session } = context.switchToHttp().getRequest<WebRequest>();
  if (!session) throw new Error('@Signed() on a public route');
  return session.person;
});

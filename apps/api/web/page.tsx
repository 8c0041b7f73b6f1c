import type { Request, Response } from 'express';
import type { ComponentChildren, ComponentProps } from 'preact';

import { type Flash, Page, type PageProps, PublicPage, renderPage } from '#libs/ui/index.js';

import { navigation } from './navigation.js';
import type { WebRequest } from './web-request.js';
import { takeFlash } from './flash.js';
import { webSettings } from './web-settings.js';

type PublicPageProps = ComponentProps<typeof PublicPage>;

/** What a page of the application says of itself; the layout does the rest. */
export type PageDescription = Omit<PageProps, 'nav' | 'person' | 'csrf' | 'children'> & {
  /** Which entry of the navigation it belongs to: its href. */
  readonly current?: string;
};

/** A page for the person who is logged in, as HTML. */
export function page(request: WebRequest, description: PageDescription, content: ComponentChildren): string {
  const { session, csrf } = request;
  if (!session || csrf === undefined) throw new Error('page() needs a session: use publicPage()');
  const { current, ...props } = description;
  const settings = webSettings(request.app);
  if (request.res) settings.flashes.load(request, request.res);
  const flash = [props.flash ?? [], takeFlash(request) ?? []].flat();
  return renderPage(
    <Page
      {...props}
      flash={flash}
      nav={{ current, items: navigation(settings.embedded) }}
      person={{ name: session.person.name }}
      csrf={csrf}
    >
      {content}
    </Page>,
    settings.ui,
  );
}

/** A page for anybody, as HTML. */
export function publicPage(
  request: Request,
  description: Omit<PublicPageProps, 'children'>,
  content: ComponentChildren,
): string {
  return renderPage(<PublicPage {...description}>{content}</PublicPage>, webSettings(request.app).ui);
}

/** Sends the browser to a page after a form was taken, with a message to show there once. */
export function seeOther(response: Response, path: string, flash?: Flash): void {
  webSettings(response.app).flashes.keep(response, flash);
  response.redirect(303, path);
}

import type { ComponentChildren } from 'preact';

import type { ScriptName } from './assets.js';
import { classes } from './classes.js';
import { DocumentHead } from './document-head.js';
import { Alert } from './feedback.js';
import { AppHeader, type NavItem, PublicHeader } from './header.js';
import { useSettings } from './settings.js';

export interface Flash {
  readonly kind: 'success' | 'info' | 'warning' | 'error';
  readonly text: string;
  readonly title?: string | undefined;
}

export interface BreadcrumbItem {
  readonly label: string;
  readonly href: string;
}

interface CommonProps {
  /** Names the page: `<title>` becomes « title — Jalon ». */
  readonly title: string;
  /** The h1 when it must differ from the title; `false` when the page writes its own. */
  readonly heading?: ComponentChildren | false;
  /** Small line above the h1. */
  readonly eyebrow?: ComponentChildren;
  /** One or two sentences under the h1. */
  readonly lead?: ComponentChildren;
  /** Badges and buttons beside the h1. */
  readonly badges?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly flash?: Flash | readonly Flash[] | undefined;
  /** The form of the page was refused: says so in the title. */
  readonly hasErrors?: boolean | undefined;
  /** Scripts of ours that enhance the page; it works without them. */
  readonly scripts?: readonly ScriptName[] | undefined;
  /** A `<Notice>` over the page. */
  readonly notice?: ComponentChildren;
  readonly children?: ComponentChildren;
}

export interface PageProps extends CommonProps {
  readonly nav: { readonly current?: string | undefined; readonly items: readonly NavItem[] };
  /** From the top down, without the page itself. */
  readonly breadcrumb?: readonly BreadcrumbItem[] | undefined;
  readonly person: { readonly name: string; readonly detail?: string | undefined };
  readonly csrf: string;
  /** Uses the whole width: for wide tables. */
  readonly wide?: boolean | undefined;
}

/** A page of the application, for a person who is logged in. */
export function Page(props: PageProps) {
  return (
    <Document
      {...props}
      header={<AppHeader nav={props.nav} person={props.person} csrf={props.csrf} />}
      skipLinks={[
        { label: 'Contenu', href: '#contenu' },
        { label: 'Menu', href: '#entete' },
        { label: 'Pied de page', href: '#pied' },
      ]}
    />
  );
}

/** A page without account: login, signature, verification, error. System font, little weight, not indexed. */
export function PublicPage(props: CommonProps) {
  return (
    <Document
      {...props}
      narrow
      header={<PublicHeader />}
      skipLinks={[
        { label: 'Contenu', href: '#contenu' },
        { label: 'Pied de page', href: '#pied' },
      ]}
    />
  );
}

function Document(
  props: CommonProps & {
    readonly header: ComponentChildren;
    readonly skipLinks: readonly BreadcrumbItem[];
    readonly breadcrumb?: readonly BreadcrumbItem[] | undefined;
    readonly wide?: boolean | undefined;
    readonly narrow?: boolean | undefined;
  },
) {
  const { designSystemHref } = useSettings();
  const flashes = props.flash === undefined ? [] : [props.flash].flat();
  return (
    // The official sheet knows light from dark by script only: it is held to light.
    <html lang="fr" dir="ltr" data-fr-theme={designSystemHref === undefined ? undefined : 'light'}>
      <DocumentHead {...props} />
      <body class={classes(props.narrow && 'jl-public')}>
        <SkipLinks links={props.skipLinks} />
        {props.header}
        {props.notice}
        <main class="jl-main" id="contenu" tabIndex={-1}>
          <div
            class={classes(
              props.wide ? 'fr-container--fluid jl-container--wide' : 'fr-container',
              props.narrow && 'jl-container--narrow',
            )}
          >
            {props.breadcrumb && <Breadcrumb items={props.breadcrumb} current={props.title} />}
            {flashes.map((flash, index) => (
              <Alert key={index} severity={flash.kind} title={flash.title} level="p" live>
                {flash.text}
              </Alert>
            ))}
            <PageHead {...props} />
            {props.children}
          </div>
        </main>
        <Footer />
      </body>
    </html>
  );
}

function PageHead(props: CommonProps) {
  if (props.heading === false) return null;
  return (
    <div class="jl-page-head">
      <div class="jl-page-head__words">
        {props.eyebrow && <p class="jl-page-head__eyebrow">{props.eyebrow}</p>}
        <h1>{props.heading ?? props.title}</h1>
        {props.badges && <div class="fr-badges-group">{props.badges}</div>}
        {props.lead && <p class="fr-text--lead">{props.lead}</p>}
      </div>
      {props.actions && <div class="jl-page-head__actions">{props.actions}</div>}
    </div>
  );
}

function SkipLinks({ links }: { readonly links: readonly BreadcrumbItem[] }) {
  return (
    <nav class="fr-skiplinks" aria-label="Accès rapide">
      <ul class="fr-skiplinks__list">
        {links.map((link) => (
          <li key={link.href}>
            <a class="fr-link" href={link.href}>
              {link.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Breadcrumb(props: { readonly items: readonly BreadcrumbItem[]; readonly current: string }) {
  return (
    <nav class="fr-breadcrumb" aria-label="Vous êtes ici">
      <ol class="fr-breadcrumb__list">
        {props.items.map((item) => (
          <li key={item.href}>
            <a class="fr-breadcrumb__link" href={item.href}>
              {item.label}
            </a>
          </li>
        ))}
        <li>
          <a class="fr-breadcrumb__link" aria-current="page">
            {props.current}
          </a>
        </li>
      </ol>
    </nav>
  );
}

function Footer() {
  const { serviceName, tagline, footerLinks } = useSettings();
  return (
    <footer class="fr-footer" role="contentinfo" id="pied">
      <div class="fr-container">
        <p class="jl-footer__name">
          {serviceName} <span>{tagline}</span>
        </p>
        <ul class="fr-footer__bottom-list">
          {footerLinks.map((link) => (
            <li class="fr-footer__bottom-item" key={link.href}>
              <a class="fr-footer__bottom-link" href={link.href}>
                {link.label}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </footer>
  );
}

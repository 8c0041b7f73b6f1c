import type { ComponentChildren } from 'preact';

import { classes } from './classes.js';
import { Icon } from './icon.js';

export function Row({ children }: { readonly children: ComponentChildren }) {
  return <div class="fr-grid-row fr-grid-row--gutters">{children}</div>;
}

type Span = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;

/** Twelfths of the row from 768 px (`md`) and from 992 px (`lg`); the whole row below. */
export function Col(props: {
  readonly md?: Span | undefined;
  readonly lg?: Span | undefined;
  readonly children: ComponentChildren;
}) {
  return (
    <div class={classes('fr-col-12', props.md && `fr-col-md-${props.md}`, props.lg && `fr-col-lg-${props.lg}`)}>
      {props.children}
    </div>
  );
}

/** A titled part of a page, named for those who jump from one to the next. */
export function Section(props: {
  /** Anchor and base of the heading's id; unique in the page. */
  readonly id: string;
  readonly title: ComponentChildren;
  readonly level?: 2 | 3 | undefined;
  readonly lead?: ComponentChildren;
  /** Buttons or links at the height of the title. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const Title = `h${props.level ?? 2}` as const;
  return (
    <section class="jl-section" id={props.id} aria-labelledby={`${props.id}-title`}>
      <div class="jl-section__head">
        <Title class="jl-section__title" id={`${props.id}-title`}>
          {props.title}
        </Title>
        {props.actions && <div class="jl-section__actions">{props.actions}</div>}
      </div>
      {props.lead && <p class="jl-section__lead">{props.lead}</p>}
      {props.children}
    </section>
  );
}

export interface TileProps {
  readonly title: string;
  readonly href?: string | undefined;
  readonly level?: 2 | 3 | 4 | undefined;
  /** A figure shown large: a count, an amount. */
  readonly figure?: ComponentChildren;
  readonly badge?: ComponentChildren;
  readonly children?: ComponentChildren;
  /** Colours the edge; the words must say it too. */
  readonly tone?: 'neutral' | 'success' | 'warning' | 'error' | undefined;
}

/** One fact, one way in: the whole tile is its link. */
export function Tile({ title, href, level = 3, figure, badge, children, tone = 'neutral' }: TileProps) {
  const Title = `h${level}` as const;
  return (
    <div class={classes('fr-tile', href !== undefined && 'fr-enlarge-link', tone !== 'neutral' && `jl-tile--${tone}`)}>
      <div class="fr-tile__body">
        <div class="fr-tile__content">
          <Title class="fr-tile__title">{href === undefined ? title : <a href={href}>{title}</a>}</Title>
          {figure !== undefined && <p class="jl-tile__figure">{figure}</p>}
          {children && <div class="fr-tile__detail">{children}</div>}
          {badge && <div class="fr-tile__start">{badge}</div>}
        </div>
      </div>
    </div>
  );
}

export interface CardProps {
  readonly title: ComponentChildren;
  readonly href?: string | undefined;
  readonly level?: 2 | 3 | 4 | undefined;
  /** Small line over the title: a date, a kind. */
  readonly detail?: ComponentChildren;
  readonly badges?: ComponentChildren;
  readonly children?: ComponentChildren;
  /** Buttons at the foot; the title is then the only other link. */
  readonly footer?: ComponentChildren;
}

export function Card({ title, href, level = 3, detail, badges, children, footer }: CardProps) {
  const Title = `h${level}` as const;
  return (
    <div class={classes('fr-card', href !== undefined && footer === undefined && 'fr-enlarge-link')}>
      <div class="fr-card__body">
        <div class="fr-card__content">
          {detail && <p class="fr-card__detail">{detail}</p>}
          <Title class="fr-card__title">{href === undefined ? title : <a href={href}>{title}</a>}</Title>
          {badges && <div class="fr-badges-group">{badges}</div>}
          {children && <div class="fr-card__desc">{children}</div>}
        </div>
        {footer && <div class="fr-card__footer">{footer}</div>}
      </div>
    </div>
  );
}

/** Folded details, without any script. */
export function Accordion(props: {
  readonly title: ComponentChildren;
  readonly open?: boolean | undefined;
  readonly id?: string | undefined;
  readonly children: ComponentChildren;
}) {
  return (
    <details class="jl-accordion" id={props.id} open={props.open}>
      <summary class="jl-accordion__title">{props.title}</summary>
      <div class="jl-accordion__body">{props.children}</div>
    </details>
  );
}

export interface TabLink {
  readonly label: string;
  readonly href: string;
  readonly current?: boolean | undefined;
  /** How many things stand behind the link. */
  readonly count?: number | undefined;
}

/** Views of the same thing, each at its own address: links that look like tabs, not a tab widget. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly TabLink[] }) {
  return (
    <nav class="jl-tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
              {tab.label}
              {tab.count !== undefined && <span class="jl-count">{tab.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export interface Fact {
  readonly term: string;
  readonly value: ComponentChildren;
  readonly note?: ComponentChildren;
}

/** Terms and values at a glance. */
export function KeyFacts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="jl-facts">
      {facts.map((fact) => (
        <div class="jl-facts__item" key={fact.term}>
          <dt>{fact.term}</dt>
          <dd>
            {fact.value}
            {fact.note && <span class="jl-facts__note">{fact.note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Leads back to where the person came from. */
export function BackLink({ href, children }: { readonly href: string; readonly children: ComponentChildren }) {
  return (
    <a class="fr-link jl-back" href={href}>
      <Icon name="back" />
      {children}
    </a>
  );
}

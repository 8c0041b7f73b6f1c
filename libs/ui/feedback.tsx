import type { ComponentChildren } from 'preact';

import { classes } from './classes.js';
import { Icon, type IconName } from './icon.js';

export type Severity = 'success' | 'info' | 'new' | 'warning' | 'error' | 'neutral';

export interface BadgeProps {
  readonly severity?: Severity | undefined;
  readonly size?: 'sm' | 'md' | undefined;
  /** The words carry the meaning; colour and sign only repeat it. */
  readonly children: ComponentChildren;
}

const signs: Partial<Record<Severity, IconName>> = {
  success: 'success',
  info: 'info',
  warning: 'warning',
  error: 'error',
};

export function Badge({ severity = 'neutral', size = 'md', children }: BadgeProps) {
  const sign = signs[severity];
  return (
    <span
      class={classes('fr-badge', severity !== 'neutral' && `fr-badge--${severity}`, size === 'sm' && 'fr-badge--sm')}
    >
      {sign && <Icon name={sign} class="jl-badge__sign" />}
      {children}
    </span>
  );
}

/** The kinds of phases a product goes through; the label is the caller's. */
export type PhaseKind =
  | 'proposed'
  | 'investigation'
  | 'construction'
  | 'acceleration'
  | 'sustainability'
  | 'safeguard'
  | 'stopped';

/** @param props.phase a kind, or a state of the lifecycle within it: `stopped.dormant` looks like `stopped`. */
export function PhaseBadge(props: {
  readonly phase: PhaseKind | `${PhaseKind}.${string}`;
  readonly children: ComponentChildren;
}) {
  return <span class={`fr-tag jl-phase jl-phase--${props.phase.replace(/\..*$/u, '')}`}>{props.children}</span>;
}

export function Tag({ href, children }: { readonly href?: string | undefined; readonly children: ComponentChildren }) {
  return href === undefined ? (
    <span class="fr-tag">{children}</span>
  ) : (
    <a class="fr-tag" href={href}>
      {children}
    </a>
  );
}

export interface AlertProps {
  readonly severity: 'success' | 'info' | 'warning' | 'error';
  readonly title?: string | undefined;
  /** Level of the title's heading, 3 by default; `p` keeps it out of the headings. */
  readonly level?: 2 | 3 | 4 | 'p' | undefined;
  /** Announced at once by screen readers: for what has just happened. */
  readonly live?: boolean | undefined;
  readonly children?: ComponentChildren;
}

export function Alert({ severity, title, level = 3, live, children }: AlertProps) {
  const Title = level === 'p' ? 'p' : (`h${level}` as const);
  return (
    <div
      class={classes('fr-alert', `fr-alert--${severity}`, title === undefined && 'fr-alert--sm')}
      role={live ? (severity === 'error' ? 'alert' : 'status') : undefined}
    >
      <Icon name={severity} class="jl-alert__icon" />
      {title !== undefined && <Title class="fr-alert__title">{title}</Title>}
      {typeof children === 'string' ? <p>{children}</p> : children}
    </div>
  );
}

/** A band over the whole page: something everybody must know now. */
export function Notice(props: {
  readonly severity?: 'info' | 'warning' | 'alert' | undefined;
  readonly children: ComponentChildren;
}) {
  return (
    <section class={`fr-notice fr-notice--${props.severity ?? 'info'}`} aria-label="À savoir">
      <div class="fr-container">
        <div class="fr-notice__body">
          <p class="fr-notice__title">{props.children}</p>
        </div>
      </div>
    </section>
  );
}

/** Sets apart what matters most in a page: a decision, an ask. */
export function Callout(props: {
  readonly title?: string | undefined;
  readonly level?: 2 | 3 | 4 | undefined;
  readonly children: ComponentChildren;
}) {
  const Title = `h${props.level ?? 3}` as const;
  return (
    <div class="fr-callout">
      {props.title !== undefined && <Title class="fr-callout__title">{props.title}</Title>}
      <div class="fr-callout__text">{props.children}</div>
    </div>
  );
}

/** Nothing to show: says so, why, and what to do. */
export function EmptyState(props: {
  readonly title: string;
  readonly level?: 2 | 3 | 4 | undefined;
  readonly children?: ComponentChildren;
  readonly action?: ComponentChildren;
}) {
  const Title = `h${props.level ?? 3}` as const;
  return (
    <div class="jl-empty">
      <svg class="jl-empty__mark" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" focusable="false">
        <path
          d="M24 6v36M24 8h14l-4 6 4 6H24"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linejoin="round"
          stroke-linecap="round"
        />
        <path d="M14 42h20" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
      </svg>
      <Title class="jl-empty__title">{props.title}</Title>
      {props.children && <div class="jl-empty__text">{props.children}</div>}
      {props.action}
    </div>
  );
}

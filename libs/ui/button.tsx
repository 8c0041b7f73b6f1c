import type { ComponentChildren } from 'preact';

import { classes } from './classes.js';
import { Icon, type IconName } from './icon.js';

export type ButtonKind = 'primary' | 'secondary' | 'tertiary' | 'danger';

interface ButtonLook {
  readonly kind?: ButtonKind | undefined;
  readonly size?: 'sm' | 'md' | 'lg' | undefined;
  readonly icon?: IconName | undefined;
  readonly children: ComponentChildren;
}

const look = ({ kind = 'primary', size = 'md' }: ButtonLook): string | undefined =>
  classes(
    'fr-btn',
    kind !== 'primary' && kind !== 'danger' && `fr-btn--${kind}`,
    kind === 'danger' && 'jl-btn--danger',
    size !== 'md' && `fr-btn--${size}`,
  );

export interface ButtonProps extends ButtonLook {
  readonly type?: 'submit' | 'button' | undefined;
  /** With `value`, tells which button of the form was pressed. */
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly id?: string | undefined;
  /** Sends the form elsewhere than its own action. */
  readonly formAction?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** Accessible name when the visible words do not suffice; must contain them. */
  readonly ariaLabel?: string | undefined;
}

/** Acts: submits its form unless `type="button"`. */
export function Button(props: ButtonProps) {
  return (
    <button
      class={look(props)}
      type={props.type ?? 'submit'}
      name={props.name}
      value={props.value}
      id={props.id}
      formaction={props.formAction}
      disabled={props.disabled}
      aria-label={props.ariaLabel}
    >
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </button>
  );
}

export interface ButtonLinkProps extends ButtonLook {
  readonly href: string;
  readonly ariaLabel?: string | undefined;
  readonly download?: boolean | undefined;
}

/** Goes somewhere, with the weight of a button. */
export function ButtonLink(props: ButtonLinkProps) {
  return (
    <a class={look(props)} href={props.href} aria-label={props.ariaLabel} download={props.download}>
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </a>
  );
}

/** Buttons of one decision, side by side; one under the other on a phone. */
export function ButtonGroup(props: {
  readonly align?: 'start' | 'end' | undefined;
  readonly children: ComponentChildren;
}) {
  return (
    <div class={classes('fr-btns-group', 'fr-btns-group--inline-md', props.align === 'end' && 'fr-btns-group--right')}>
      {props.children}
    </div>
  );
}

import type { ComponentChildren } from 'preact';

import { classes, fieldId } from './classes.js';

/** Name of the hidden field that carries the anti-forgery token. */
export const CSRF_FIELD = '_csrf';

export interface FormProps {
  readonly action: string;
  readonly method?: 'post' | 'get' | undefined;
  /** Anti-forgery token; left out only for GET and for forms that a secret link already protects. */
  readonly csrf?: string | undefined;
  readonly id?: string | undefined;
  /** Set to `multipart/form-data` when a file is sent. */
  readonly enctype?: 'application/x-www-form-urlencoded' | 'multipart/form-data' | undefined;
  readonly ariaLabel?: string | undefined;
  readonly class?: string | undefined;
  readonly draft?: Draft | undefined;
  readonly children: ComponentChildren;
}

/** A form that the page's script (`draft.js`) saves while it is filled in. */
export interface Draft {
  /** Where it is saved: answers in JSON. */
  readonly url: string;
  /** Under which the browser keeps what could not be sent: one for each form and person. */
  readonly key: string;
  /** It comes back with what was just typed: whatever the browser kept is older. */
  readonly isReturned: boolean;
  /** The same person saved it last. */
  readonly isMine: boolean;
}

/** The browser's own bubbles are off: errors come from the server, in French, tied to their fields. */
export function Form(props: FormProps) {
  return (
    <form
      class={props.class}
      action={props.action}
      method={props.method ?? 'post'}
      id={props.id}
      enctype={props.enctype}
      aria-label={props.ariaLabel}
      noValidate
      {...(props.draft ? draftData(props.draft) : {})}
    >
      {props.csrf !== undefined && <input type="hidden" name={CSRF_FIELD} value={props.csrf} />}
      {props.children}
    </form>
  );
}

function draftData({ url, key, isReturned, isMine }: Draft) {
  return {
    'data-draft': url,
    'data-draft-key': key,
    ...(isReturned ? { 'data-draft-returned': '' } : {}),
    ...(isMine ? { 'data-draft-mine': '' } : {}),
  };
}

/** Says when the draft was saved, and what became of what could not be; nothing without the script. */
export function DraftBar() {
  return (
    <div class="jl-draft" data-draft-bar hidden>
      <p class="jl-draft__saved" data-draft-saved />
      <p class="jl-draft__notice" data-draft-notice role="status" />
    </div>
  );
}

/** A value the form sends without showing it. */
export function HiddenField({ name, value }: { readonly name: string; readonly value: string }) {
  return <input type="hidden" name={name} value={value} />;
}

/** Fields that belong together, under a legend that screen readers repeat. */
export function Fieldset(props: {
  readonly legend: ComponentChildren;
  readonly hint?: ComponentChildren;
  /** Unique in the page; ties the hint. */
  readonly id: string;
  readonly children: ComponentChildren;
}) {
  const hintId = props.hint ? `${props.id}-hint` : undefined;
  return (
    <fieldset
      class={classes('fr-fieldset jl-fieldset', hintId && 'jl-fieldset--hinted')}
      id={props.id}
      aria-describedby={hintId}
    >
      <legend class="fr-fieldset__legend">{props.legend}</legend>
      {props.hint && (
        <p class="fr-hint-text" id={hintId}>
          {props.hint}
        </p>
      )}
      {props.children}
    </fieldset>
  );
}

/** Fields side by side where there is room. */
export function FieldRow({ children }: { readonly children: ComponentChildren }) {
  return <div class="jl-field-row">{children}</div>;
}

export interface ErrorSummaryProps {
  /** French message by field name, as `InvalidInput.fields` gives them. Nothing is shown when empty. */
  readonly errors: Readonly<Record<string, string>>;
  /** Overrides of control ids, for fields given an `id` of their own. */
  readonly ids?: Readonly<Record<string, string>> | undefined;
  readonly title?: string | undefined;
}

/** First thing of a refused form: says what to mend, takes the focus, leads to each field. */
export function ErrorSummary({ errors, ids = {}, title }: ErrorSummaryProps) {
  const entries = Object.entries(errors);
  if (entries.length === 0) return null;
  return (
    <div
      class={classes('fr-alert', 'fr-alert--error', 'jl-error-summary')}
      role="alert"
      tabIndex={-1}
      autofocus
      id="erreurs"
    >
      <h2 class="fr-alert__title">
        {title ?? (entries.length > 1 ? `${entries.length}\u00A0erreurs à corriger` : 'Une erreur à corriger')}
      </h2>
      <ul>
        {entries.map(([name, message]) => (
          <li key={name}>
            <a href={`#${ids[name] ?? fieldId(name)}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

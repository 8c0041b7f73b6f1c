import type { CalendarDate, Cents } from '#libs/kernel/index.js';
import { formatEuros } from '#libs/kernel/index.js';
import type { ComponentChildren } from 'preact';

import { classes, fieldId } from './classes.js';

/** What every field has. `error` and `value` come back from a refused form as the person typed them. */
export interface FieldProps {
  readonly name: string;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
  /** Adds « (facultatif) » to the label; fields are required otherwise. */
  readonly optional?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** Only when one page shows two fields of the same name. */
  readonly id?: string | undefined;
  /** Hides the label from sight, not from screen readers: in tables whose headers already say it. */
  readonly labelHidden?: boolean | undefined;
}

export interface ControlTies {
  readonly id: string;
  readonly name: string;
  readonly required: boolean;
  readonly disabled: boolean | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
}

/** Ties a control to its hint and error: the one place where ids are made. */
export function tiesOf(props: FieldProps): ControlTies {
  const id = props.id ?? fieldId(props.name);
  return {
    id,
    name: props.name,
    required: !props.optional,
    disabled: props.disabled,
    'aria-describedby': classes(Boolean(props.hint) && `${id}-hint`, Boolean(props.error) && `${id}-error`),
    'aria-invalid': props.error ? 'true' : undefined,
  };
}

/** Label, hint, control and error of one field. */
export function FieldGroup(
  props: FieldProps & { readonly id: string; readonly kind: string; readonly children: ComponentChildren },
) {
  const { id, kind } = props;
  return (
    <div class={classes(`fr-${kind}-group`, props.error !== undefined && `fr-${kind}-group--error`)}>
      <label class={classes('fr-label', props.labelHidden && 'fr-sr-only')} for={id}>
        {props.label}
        {props.optional && <span class="jl-optional"> (facultatif)</span>}
      </label>
      {props.hint && (
        <span class="fr-hint-text" id={`${id}-hint`}>
          {props.hint}
        </span>
      )}
      {props.children}
      <FieldError id={id} error={props.error} />
    </div>
  );
}

export function FieldError({ id, error }: { readonly id: string; readonly error: string | undefined }) {
  if (error === undefined) return null;
  return (
    <p class="fr-error-text" id={`${id}-error`}>
      <span class="fr-sr-only">Erreur&nbsp;: </span>
      {error}
    </p>
  );
}

export interface TextFieldProps extends FieldProps {
  readonly value?: string | undefined;
  readonly type?: 'text' | 'email' | 'url' | 'tel' | 'search' | undefined;
  readonly autocomplete?: string | undefined;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'url' | 'tel' | undefined;
  readonly maxLength?: number | undefined;
  /** Unit or sign shown after the control and read with it. */
  readonly suffix?: string | undefined;
  /** How much is expected: the control is as wide as its answer. */
  readonly width?: 'xs' | 'sm' | 'md' | 'full' | undefined;
  readonly spellcheck?: boolean | undefined;
}

export function TextField(props: TextFieldProps) {
  const ties = tiesOf(props);
  const suffixId = props.suffix ? `${ties.id}-suffix` : undefined;
  const input = (
    <input
      class={classes('fr-input', props.width && props.width !== 'full' && `jl-input--${props.width}`)}
      {...ties}
      aria-describedby={classes(ties['aria-describedby'], suffixId)}
      type={props.type ?? 'text'}
      // Written out, or the typings cannot tell the kinds of input apart.
      list={undefined}
      value={props.value}
      autocomplete={props.autocomplete}
      inputmode={props.inputMode}
      maxlength={props.maxLength}
      spellcheck={props.spellcheck}
    />
  );
  return (
    <FieldGroup {...props} id={ties.id} kind="input">
      {suffixId ? (
        <span class="jl-affix">
          {input}
          <span class="jl-affix__text" id={suffixId}>
            {props.suffix}
          </span>
        </span>
      ) : (
        input
      )}
    </FieldGroup>
  );
}

export interface TextAreaProps extends FieldProps {
  readonly value?: string | undefined;
  /** Lines shown; 4 by default. */
  readonly rows?: number | undefined;
  readonly maxLength?: number | undefined;
}

export function TextArea(props: TextAreaProps) {
  const ties = tiesOf(props);
  return (
    <FieldGroup {...props} id={ties.id} kind="input">
      <textarea
        class="fr-input"
        {...ties}
        rows={props.rows ?? 4}
        maxlength={props.maxLength}
        value={props.value ?? ''}
      />
    </FieldGroup>
  );
}

export interface FileFieldProps extends FieldProps {
  /** Extensions that the browser offers, as `.pdf,.odp`; nothing to rely upon. */
  readonly accept?: string | undefined;
}

/** One file. Its form is `multipart/form-data`, and its hidden fields come before this. */
export function FileField(props: FileFieldProps) {
  const ties = tiesOf(props);
  return (
    <FieldGroup {...props} id={ties.id} kind="upload">
      <input class="fr-upload" {...ties} type="file" accept={props.accept} />
    </FieldGroup>
  );
}

export interface DateFieldProps extends FieldProps {
  /** `YYYY-MM-DD`, or what was typed when the browser has no date control. */
  readonly value?: CalendarDate | undefined;
  readonly min?: CalendarDate | undefined;
  readonly max?: CalendarDate | undefined;
}

export function DateField(props: DateFieldProps) {
  const ties = tiesOf(props);
  return (
    <FieldGroup {...props} id={ties.id} kind="input">
      <input class="fr-input jl-input--sm" {...ties} type="date" value={props.value} min={props.min} max={props.max} />
    </FieldGroup>
  );
}

export interface TimeFieldProps extends FieldProps {
  /** `HH:MM`, Paris time. */
  readonly value?: string | undefined;
}

export function TimeField(props: TimeFieldProps) {
  const ties = tiesOf(props);
  return (
    <FieldGroup {...props} id={ties.id} kind="input">
      <input class="fr-input jl-input--xs" {...ties} type="time" value={props.value} />
    </FieldGroup>
  );
}

export interface MoneyFieldProps extends FieldProps {
  /** Cents, or the text as it was typed when it could not be read. Parse the answer with `parseEuros`. */
  readonly value?: Cents | string | undefined;
}

export function MoneyField(props: MoneyFieldProps) {
  const { value } = props;
  const text = typeof value === 'number' ? formatEuros(value).replace(/\u00A0€$/u, '') : value;
  return <TextField {...props} value={text} suffix="€" inputMode="decimal" autocomplete="off" width="sm" />;
}

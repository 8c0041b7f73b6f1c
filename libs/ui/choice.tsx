import type { ComponentChildren } from 'preact';

import { classes, fieldId } from './classes.js';
import { FieldError, FieldGroup, type FieldProps, tiesOf } from './field.js';

export interface Choice {
  readonly value: string;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly disabled?: boolean | undefined;
}

export interface SelectFieldProps extends FieldProps {
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly disabled?: boolean | undefined;
  }[];
  readonly value?: string | undefined;
  /** First, empty choice; « Choisir… » by default. `false` leaves it out. */
  readonly placeholder?: string | false | undefined;
}

export function SelectField(props: SelectFieldProps) {
  const ties = tiesOf(props);
  const { value = '', placeholder = 'Choisir…' } = props;
  return (
    <FieldGroup {...props} id={ties.id} kind="select">
      <select class="fr-select" {...ties}>
        {placeholder !== false && (
          <option value="" selected={value === ''}>
            {placeholder}
          </option>
        )}
        {props.options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldGroup>
  );
}

interface GroupProps {
  readonly name: string;
  readonly legend: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly choices: readonly Choice[];
  readonly inline?: boolean | undefined;
  readonly id?: string | undefined;
  readonly legendHidden?: boolean | undefined;
}

type Kind = 'radio' | 'checkbox';

function ChoiceGroup(props: GroupProps & { readonly kind: Kind; readonly isChosen: (value: string) => boolean }) {
  const { kind, name, error } = props;
  const id = props.id ?? fieldId(name);
  return (
    <fieldset
      class={classes('fr-fieldset', error !== undefined && 'fr-fieldset--error')}
      id={`${id}-group`}
      role={kind === 'radio' ? 'radiogroup' : undefined}
      aria-required={kind === 'radio' && !props.optional ? 'true' : undefined}
      aria-invalid={kind === 'radio' && error !== undefined ? 'true' : undefined}
      aria-labelledby={`${id}-legend`}
      aria-describedby={classes(Boolean(props.hint) && `${id}-hint`, error !== undefined && `${id}-error`)}
    >
      <legend class={classes('fr-fieldset__legend', props.legendHidden && 'fr-sr-only')} id={`${id}-legend`}>
        {props.legend}
        {props.optional && kind === 'radio' && <span class="jl-optional"> (facultatif)</span>}
      </legend>
      {props.hint && (
        <span class="fr-hint-text" id={`${id}-hint`}>
          {props.hint}
        </span>
      )}
      {props.choices.map((choice, index) => (
        <ChoiceItem
          key={choice.value}
          kind={kind}
          name={name}
          id={index === 0 ? id : `${id}-${index + 1}`}
          choice={choice}
          chosen={props.isChosen(choice.value)}
          invalid={kind === 'checkbox' && error !== undefined}
          inline={props.inline}
        />
      ))}
      <FieldError id={id} error={error} />
    </fieldset>
  );
}

function ChoiceItem(props: {
  readonly kind: Kind;
  readonly name: string;
  readonly id: string;
  readonly choice: Choice;
  readonly chosen: boolean;
  readonly invalid?: boolean | undefined;
  readonly inline?: boolean | undefined;
}) {
  const { kind, id, choice } = props;
  const hintId = choice.hint ? `${id}-hint-of-choice` : undefined;
  return (
    <div class={classes('fr-fieldset__element', props.inline && 'fr-fieldset__element--inline')}>
      <div class={`fr-${kind}-group`}>
        <input
          type={kind}
          id={id}
          name={props.name}
          value={choice.value}
          checked={props.chosen}
          disabled={choice.disabled}
          aria-describedby={hintId}
          aria-invalid={props.invalid ? 'true' : undefined}
        />
        <label class="fr-label" for={id}>
          {choice.label}
        </label>
        {hintId && (
          <span class="fr-hint-text" id={hintId}>
            {choice.hint}
          </span>
        )}
      </div>
    </div>
  );
}

export interface RadioGroupProps extends GroupProps {
  readonly value?: string | undefined;
  /**
   * States that nothing is chosen until the person chooses, whatever `value` the caller would suggest:
   * for decisions and signatures. A value kept after an error is then given as `kept`.
   */
  readonly noDefault?: boolean | undefined;
  readonly kept?: string | undefined;
}

export function RadioGroup({ value, noDefault, kept, ...group }: RadioGroupProps) {
  const chosen = noDefault ? kept : (kept ?? value);
  return <ChoiceGroup {...group} kind="radio" isChosen={(candidate) => candidate === chosen} />;
}

export interface CheckboxGroupProps extends GroupProps {
  readonly values?: readonly string[] | undefined;
}

/** Any number of choices under one name; the error stands for the group. */
export function CheckboxGroup({ values = [], ...group }: CheckboxGroupProps) {
  return <ChoiceGroup {...group} kind="checkbox" isChosen={(candidate) => values.includes(candidate)} />;
}

export interface CheckboxProps {
  readonly name: string;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly checked?: boolean | undefined;
  /** `on` by default. */
  readonly value?: string | undefined;
  readonly id?: string | undefined;
}

/** One yes-or-no box on its own. */
export function Checkbox({ name, label, hint, checked = false, value = 'on', id }: CheckboxProps) {
  return (
    <ChoiceItem kind="checkbox" name={name} id={id ?? fieldId(name)} choice={{ value, label, hint }} chosen={checked} />
  );
}

import type { ComponentChildren } from 'preact';

import { type CalendarDate, frenchDate } from '#libs/kernel/index.js';

import { classes } from './classes.js';
import { HiddenText } from './text.js';

export interface StepperProps {
  /** Title of the step the person is at. */
  readonly title: string;
  /** From 1. */
  readonly current: number;
  readonly total: number;
  /** Title of the next step. */
  readonly next?: string | undefined;
  readonly level?: 2 | 3 | undefined;
}

export function Stepper({ title, current, total, next, level = 2 }: StepperProps) {
  const Title = `h${level}` as const;
  return (
    <div class="fr-stepper">
      <Title class="fr-stepper__title">
        <span class="fr-stepper__state">
          Étape {current} sur {total}
        </span>
        <HiddenText> : </HiddenText>
        {title}
      </Title>
      <div class="fr-stepper__steps" data-fr-current-step={current} data-fr-steps={total} aria-hidden="true">
        {Array.from({ length: total }, (_, index) => (
          <span key={index} class={classes('jl-step', index < current && 'jl-step--done')} />
        ))}
      </div>
      {next !== undefined && (
        <p class="fr-stepper__details">
          <strong>Étape suivante&nbsp;:</strong> {next}
        </p>
      )}
    </div>
  );
}

export interface TimelineEntry {
  readonly key: string;
  /** Left out for what has no date; `dateLabel` then says why. */
  readonly date?: CalendarDate | undefined;
  /** Replaces or explains the date: « depuis le 2 mars 2026 ». */
  readonly dateLabel?: string | undefined;
  readonly title: ComponentChildren;
  readonly kind: 'phase' | 'committee' | 'decision' | 'event';
  /** Drawn by the marker and said in words. `done` by default. */
  readonly state?: 'done' | 'current' | 'coming' | 'late' | undefined;
  readonly badge?: ComponentChildren;
  readonly body?: ComponentChildren;
}

const stateWords = { done: undefined, current: 'En cours', coming: 'À venir', late: 'En retard' } as const;

/** What happened and what is to come, in order. */
export function Timeline({ entries, label }: { readonly entries: readonly TimelineEntry[]; readonly label: string }) {
  return (
    <ol class="jl-timeline" aria-label={label}>
      {entries.map((entry) => {
        const state = entry.state ?? 'done';
        const words = stateWords[state];
        return (
          <li
            class={`jl-timeline__entry jl-timeline__entry--${entry.kind} jl-timeline__entry--${state}`}
            key={entry.key}
          >
            <p class="jl-timeline__date">
              {entry.date === undefined ? (
                entry.dateLabel
              ) : (
                <time datetime={entry.date}>{entry.dateLabel ?? frenchDate(entry.date)}</time>
              )}
              {words && <span class="jl-timeline__state">{words}</span>}
            </p>
            <div class="jl-timeline__content">
              <p class="jl-timeline__title">
                {entry.title}
                {entry.badge && <span class="jl-timeline__badge">{entry.badge}</span>}
              </p>
              {entry.body && <div class="jl-timeline__body">{entry.body}</div>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

export interface ProgressProps {
  /** Unique in the page. */
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** What is shown and read: « 3 signatures sur 4 ». */
  readonly text: string;
  readonly tone?: 'neutral' | 'success' | 'warning' | 'error' | undefined;
}

/** How far something has come: a task (`Progress`) or a measure within bounds (`Meter`). */
export function Progress({ id, label, value, max, text, tone = 'neutral' }: ProgressProps) {
  return (
    <div class={`jl-gauge jl-gauge--${tone}`}>
      <p class="jl-gauge__head">
        <span id={`${id}-label`}>{label}</span> <span id={`${id}-text`}>{text}</span>
      </p>
      <progress aria-labelledby={`${id}-label ${id}-text`} value={Math.min(value, max)} max={max} />
    </div>
  );
}

export function Meter({ id, label, value, max, text, tone = 'neutral' }: ProgressProps) {
  const share = max > 0 ? Math.max(0, Math.min(1, value / max)) : 0;
  return (
    <div class={`jl-gauge jl-gauge--${tone}`}>
      <p class="jl-gauge__head">
        <span id={`${id}-label`}>{label}</span> <span id={`${id}-text`}>{text}</span>
      </p>
      <svg
        class="jl-gauge__bar"
        role="meter"
        aria-labelledby={`${id}-label`}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuetext={text}
        width="100%"
        height="10"
      >
        <rect class="jl-gauge__track" width="100%" height="10" rx="5" />
        <rect class="jl-gauge__fill" width={`${(share * 100).toFixed(2)}%`} height="10" rx="5" />
      </svg>
    </div>
  );
}

import {
  type CalendarDate,
  type Cents,
  formatEuros,
  frenchDate,
  frenchDateTime,
  frenchLongDate,
  type Instant,
} from '#libs/kernel/index.js';

/** Figures whose thousands are parted by U+202F, the space drawn wide enough to be seen. */
export function Figures({ text }: { readonly text: string }) {
  return <>{text.split(/(\u202F)/u).map((part) => (part === '\u202F' ? <span class="jl-thin">{part}</span> : part))}</>;
}

/** `250 000 €`, never broken over two lines. */
export function Money({ cents }: { readonly cents: Cents }) {
  return (
    <span class="jl-nowrap">
      <Figures text={formatEuros(cents)} />
    </span>
  );
}

/** A day of the calendar: `2 mars 2026`, or `lundi 2 mars 2026` with `long`. */
export function DateText({ date, long }: { readonly date: CalendarDate; readonly long?: boolean | undefined }) {
  return <time datetime={date}>{long ? frenchLongDate(date) : frenchDate(date)}</time>;
}

/** A moment, in Paris time: `lundi 2 mars 2026 à 14 h 30`. */
export function DateTimeText({ instant }: { readonly instant: Instant }) {
  return <time datetime={instant}>{frenchDateTime(instant)}</time>;
}

/** A mail address, which breaks after its « @ » rather than anywhere when it must. */
export function MailAddress({ children }: { readonly children: string }) {
  const [name = '', ...domain] = children.split(/(?<=@)/u);
  return (
    <>
      {name}
      <wbr />
      {domain.join('')}
    </>
  );
}

/** Said by screen readers, not shown. */
export function HiddenText({ children }: { readonly children: string }) {
  return <span class="fr-sr-only">{children}</span>;
}

/**
 * Remaining or elapsed time of a sitting. The server writes it as of now; a script may keep it going
 * from `data-until`, the page stays right (if still) without one.
 */
export function Countdown(props: {
  readonly label: string;
  readonly text: string;
  readonly until: Instant;
  readonly over?: boolean | undefined;
}) {
  return (
    <p class={props.over ? 'jl-countdown jl-countdown--over' : 'jl-countdown'} role="timer" aria-label={props.label}>
      <span class="jl-countdown__label" aria-hidden="true">
        {props.label}
      </span>
      <time class="jl-countdown__value" datetime={props.until} data-until={props.until}>
        {props.text}
      </time>
    </p>
  );
}

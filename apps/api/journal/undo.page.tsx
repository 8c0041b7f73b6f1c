import {
  Alert,
  Button,
  ButtonGroup,
  ButtonLink,
  Form,
  HiddenField,
  KeyFacts,
  Section,
  TextArea,
} from '#libs/ui/index.js';
import type { Undone } from '#libs/workflow-runtime/index.js';
import type { ProcessDefinition } from '#workflows/contract/index.js';
import { processes } from '#workflows/index.js';

import { effectLines, undoStrings as say } from './undo.strings.js';

export interface UndoPageProps {
  readonly caseId: string;
  /** What would be taken back. */
  readonly undone: Undone;
  /** Who did it, and when, in French. */
  readonly by: string;
  readonly on: string;
  readonly csrf: string;
  readonly idempotencyKey: string;
  /** The revision that the person has before them. */
  readonly revision: number;
  readonly typed?: { readonly reason: string; readonly error: string | undefined } | undefined;
}

/** Asks whether a step is to be taken back, having said all that comes of it. */
export function UndoPage(props: UndoPageProps) {
  const { caseId, undone, typed } = props;
  const { states }: ProcessDefinition['labels'] = processes[undone.process].labels;
  const gone = undone.effects.filter(({ fate }) => fate !== 'withdrawn');
  const withdrawn = undone.effects.filter(({ fate }) => fate === 'withdrawn');
  return (
    <>
      <KeyFacts
        facts={[
          { term: 'Étape', value: eventLabel(undone.process, undone.entries.at(-1)?.type ?? ''), note: props.on },
          { term: 'Par', value: props.by },
          { term: 'État actuel', value: states[undone.stateBefore] ?? undone.stateBefore },
          { term: 'État retrouvé', value: states[undone.stateAfter] ?? undone.stateAfter },
        ]}
      />
      <Lines id="annule" title={say.taken} lines={takenLines(undone)} />
      {gone.length > 0 && (
        <Alert severity="warning" title={say.gone} level={2}>
          <ul>
            {effectLines(gone).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p>{say.goneLead}</p>
        </Alert>
      )}
      <Lines id="retenu" title={say.withdrawn} lines={effectLines(withdrawn)} />
      <Lines id="suites" title={say.follows} lines={undone.follows} />
      <Section id="motif" title="Votre motif">
        <Form action={`/journal/${caseId}/annulation`} csrf={props.csrf}>
          <HiddenField name="idempotencyKey" value={props.idempotencyKey} />
          <HiddenField name="revision" value={String(props.revision)} />
          <TextArea
            name="reason"
            label="Pourquoi annuler cette étape"
            hint={say.reasonHint}
            rows={3}
            value={typed?.reason ?? ''}
            error={typed?.error}
            maxLength={500}
          />
          <ButtonGroup>
            <Button kind="danger">{say.submit}</Button>
            <ButtonLink kind="tertiary" href={`/journal/${caseId}`}>
              {say.keep}
            </ButtonLink>
          </ButtonGroup>
        </Form>
      </Section>
    </>
  );
}

/** Says why a step stands. */
export function UndoRefusedPage({ caseId, message }: { readonly caseId: string; readonly message: string }) {
  return (
    <>
      <Alert severity="warning" title={say.refused} level={2} live>
        <p>{message}</p>
      </Alert>
      <p>
        <ButtonLink kind="secondary" href={`/journal/${caseId}`}>
          {say.back}
        </ButtonLink>
      </p>
    </>
  );
}

function Lines(props: { readonly id: string; readonly title: string; readonly lines: readonly string[] }) {
  if (props.lines.length === 0) return null;
  return (
    <Section id={props.id} title={props.title}>
      <ul>
        {props.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  );
}

/** The steps of the case itself, then what other cases had been told. */
function takenLines({ process, entries, told }: Undone): readonly string[] {
  const own = entries.toReversed().map(({ type }) => eventLabel(process, type));
  const others = told.map((one) => {
    const { labels }: ProcessDefinition = processes[one.process];
    return `${labels.process}\u00A0: ${labels.events[one.type] ?? one.type}`;
  });
  return [...counted(own), ...counted(others)];
}

/** `Réponse d’un sponsor (2 fois)`. */
const counted = (lines: readonly string[]): readonly string[] =>
  [...new Set(lines)].map((line) => {
    const times = lines.filter((one) => one === line).length;
    return times > 1 ? `${line} (${times}\u00A0fois)` : line;
  });

function eventLabel(process: Undone['process'], type: string): string {
  const { events }: ProcessDefinition['labels'] = processes[process].labels;
  return events[type] ?? type;
}

import { frenchTime } from '#libs/committees/index.js';
import type { StageTime } from '#libs/decisions/index.js';
import { type Instant, newId } from '#libs/kernel/index.js';
import { Button, Countdown, Form, HiddenField, Section, Stepper } from '#libs/ui/index.js';
import { SITTING_STAGES, STAGE_MINUTES } from '#workflows/committee/index.js';

import type { SittingProps } from './sitting.page.js';
import { STAGE_ADVICE, STAGE_LABELS } from './sitting.strings.js';

/** Whose turn it is, where the turn stands, how long is left, and the way to the next stage. */
export function StageControl(props: SittingProps) {
  const { view, csrf, path } = props;
  if (!view.current) return null;
  const { product, stage } = view.current;
  const place = SITTING_STAGES.indexOf(stage);
  const next = SITTING_STAGES[place + 1];
  const going = view.stages.at(-1);
  return (
    <Section id="tour" title={`Au tour de ${product.name}`}>
      <Stepper
        level={3}
        title={STAGE_LABELS[stage]}
        current={place + 1}
        total={SITTING_STAGES.length}
        next={next && `${STAGE_LABELS[next]} (${STAGE_MINUTES[next]}\u00A0minutes)`}
      />
      {going && <StageClock time={going} now={view.now} />}
      <p>{STAGE_ADVICE[stage]}</p>
      {next && (
        <Form action={`${path}/etape`} csrf={csrf}>
          <HiddenField name="idempotencyKey" value={newId()} />
          <HiddenField name="stage" value={next} />
          <Button>{next === 'questions' ? 'Passer aux questions' : 'Ouvrir la délibération'}</Button>
        </Form>
      )}
    </Section>
  );
}

function StageClock({ time, now }: { readonly time: StageTime; readonly now: Instant }) {
  const minutes = Math.ceil((Date.parse(time.until) - Date.parse(now)) / 60_000);
  return (
    <>
      <Countdown
        label={`${STAGE_LABELS[time.stage]}\u00A0: temps restant`}
        text={minutes > 0 ? `${minutes}\u00A0min` : `dépassé de ${-minutes}\u00A0min`}
        until={time.until}
        over={minutes <= 0}
      />
      <p class="fr-hint-text">
        {`Commencée à ${frenchTime(time.startedAt)}, prévue jusqu’à ${frenchTime(time.until)}.`}
      </p>
    </>
  );
}

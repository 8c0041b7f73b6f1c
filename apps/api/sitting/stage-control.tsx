import { newId } from '#libs/kernel/index.js';
import { Button, Form, HiddenField, RadioGroup, Section, Stepper } from '#libs/ui/index.js';
import { SITTING_STAGES } from '#workflows/committee/index.js';

import { ClockFace } from './clock-face.js';
import type { SittingProps } from './sitting.page.js';
import { STAGE_ADVICE, STAGE_LABELS } from './sitting.strings.js';

/** Whose turn it is, where the turn stands, how long is left, and the way to the next stage. */
export function StageControl(props: SittingProps) {
  const { view, csrf, path } = props;
  if (!view.current) return null;
  const { product, stage } = view.current;
  const { minutes } = view.committee.context;
  const place = SITTING_STAGES.indexOf(stage);
  const next = SITTING_STAGES[place + 1];
  const face = view.board.current?.clock ?? null;
  return (
    <Section id="tour" title={`Au tour de ${product.name}`}>
      <Stepper
        level={3}
        title={STAGE_LABELS[stage]}
        current={place + 1}
        total={SITTING_STAGES.length}
        next={next && `${STAGE_LABELS[next]} (${minutes[next]}\u00A0minutes)`}
      />
      {face && <ClockFace stage={stage} face={face} />}
      <p>{STAGE_ADVICE[stage]}</p>
      {face && <TimeControls {...props} isRunning={face.isRunning} isLast={next === undefined} />}
      {next && (
        <Form action={`${path}/etape`} csrf={csrf}>
          <HiddenField name="idempotencyKey" value={newId()} />
          <HiddenField name="stage" value={next} />
          {next === 'deliberation' && <TeamChoice />}
          <Button>{next === 'questions' ? 'Passer aux questions' : 'Ouvrir la délibération'}</Button>
        </Form>
      )}
      {stage === 'deliberation' && <TeamPlaceControl {...props} />}
    </Section>
  );
}

/** Pause, more time, or straight to the next stage. */
function TimeControls(props: SittingProps & { readonly isRunning: boolean; readonly isLast: boolean }) {
  const { csrf, path, isRunning, isLast } = props;
  const change = (value: string, label: string, minutes?: number) => (
    <Form action={`${path}/temps`} csrf={csrf}>
      <HiddenField name="idempotencyKey" value={newId()} />
      <HiddenField name="change" value={value} />
      {minutes !== undefined && <HiddenField name="minutes" value={String(minutes)} />}
      <Button kind="secondary" size="sm">
        {label}
      </Button>
    </Form>
  );
  return (
    <div class="jl-controls">
      {isRunning ? change('clock.paused', 'Suspendre le temps') : change('clock.resumed', 'Reprendre le temps')}
      {change('clock.extended', 'Ajouter 5\u00A0minutes', 5)}
      {!isLast && change('stage.skipped', 'Passer cette étape')}
    </div>
  );
}

function TeamChoice() {
  return (
    <RadioGroup
      name="team"
      legend="Pendant la délibération, l’équipe"
      inline
      value="leaves"
      choices={[
        { value: 'leaves', label: 'sort de la salle' },
        { value: 'stays', label: 'reste' },
      ]}
    />
  );
}

function TeamPlaceControl({ view, csrf, path }: SittingProps) {
  const stays = view.committee.context.team === 'stays';
  return (
    <Form action={`${path}/equipe`} csrf={csrf}>
      <HiddenField name="idempotencyKey" value={newId()} />
      <HiddenField name="team" value={stays ? 'leaves' : 'stays'} />
      <p>
        {stays
          ? 'L’équipe assiste à la délibération.'
          : 'L’équipe est sortie. Les téléphones ne montrent rien de la délibération, l’écran de la salle n’en montre que le temps.'}
      </p>
      <Button kind="tertiary" size="sm">
        {stays ? 'Noter que l’équipe sort' : 'Noter que l’équipe reste'}
      </Button>
    </Form>
  );
}

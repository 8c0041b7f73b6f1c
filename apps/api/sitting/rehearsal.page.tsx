import { newId } from '#libs/kernel/index.js';
import type { SittingBoard } from '#libs/sittings/index.js';
import { Alert, Button, ButtonLink, Form, HiddenField, Section, Stepper } from '#libs/ui/index.js';
import { SITTING_STAGES } from '#workflows/committee/index.js';

import { ClockFace, LiveNotices } from './clock-face.js';
import { STAGE_LABELS } from './sitting.strings.js';

interface RehearsalProps {
  readonly board: SittingBoard;
  readonly csrf: string;
  /** `/comites/<id>/seance` */
  readonly path: string;
}

/** A sitting played for practice: the same turns and the same clock, of which nothing stays. */
export function RehearsalPage({ board, csrf, path }: RehearsalProps) {
  const { current, isRehearsal } = board;
  const step = (name: string, label: string, productId?: string, kind: 'primary' | 'secondary' = 'secondary') => (
    <Form action={`${path}/repetition`} csrf={csrf}>
      <HiddenField name="idempotencyKey" value={newId()} />
      <HiddenField name="step" value={name} />
      {productId !== undefined && <HiddenField name="productId" value={productId} />}
      <Button kind={kind} size="sm">
        {label}
      </Button>
    </Form>
  );
  return (
    <div id="vif-repetition" data-live>
      <div data-sitting data-stream={`${path}/flux`} data-version={board.version}>
        <LiveNotices />
      </div>
      <Alert severity="info" title="Rien n’est enregistré, personne n’est prévenu">
        <p>
          Les écrans de la salle et des téléphones suivent la répétition, avec la mention «&nbsp;Répétition&nbsp;». Le
          comité lui-même n’en garde rien.
        </p>
      </Alert>
      {!isRehearsal && step('start', 'Commencer la répétition', undefined, 'primary')}
      {isRehearsal && current && (
        <Section id="tour" title={`Au tour de ${current.name}`}>
          <Stepper
            level={3}
            title={STAGE_LABELS[current.stage]}
            current={SITTING_STAGES.indexOf(current.stage) + 1}
            total={SITTING_STAGES.length}
          />
          {current.clock && <ClockFace stage={current.stage} face={current.clock} />}
          <div class="jl-controls">
            {current.stage === 'presentation' && step('questions', 'Passer aux questions', undefined, 'primary')}
            {current.stage === 'questions' && step('deliberation', 'Ouvrir la délibération', undefined, 'primary')}
            {current.stage === 'deliberation' && step('decide', 'Décider, pour l’exercice', undefined, 'primary')}
            {current.clock?.isRunning ? step('pause', 'Suspendre le temps') : step('resume', 'Reprendre le temps')}
            {step('extend', 'Ajouter 5\u00A0minutes')}
            {board.products
              .filter(({ id, status }) => id !== current.productId && status === 'waiting')
              .map(({ id, name }) => step('call', `Appeler ${name}`, id))}
          </div>
        </Section>
      )}
      {isRehearsal && <div class="jl-controls">{step('end', 'Terminer la répétition')}</div>}
      <p>
        <ButtonLink kind="tertiary" href={path}>
          Revenir à la séance
        </ButtonLink>
      </p>
    </div>
  );
}

import { frenchTime } from '#libs/committees/index.js';
import { frenchDateTime } from '#libs/kernel/index.js';
import type { BoardProduct, SittingBoard } from '#libs/sittings/index.js';
import { Badge, QrCode, ScreenPage } from '#libs/ui/index.js';
import { SITTING_STAGES } from '#workflows/committee/index.js';

import { ClockFace, LiveNotices } from './clock-face.js';
import { rulesOfTheGame, STAGE_LABELS } from './sitting.strings.js';

/** Seconds between two pages for a browser without script. */
const REFRESHES = 10;

export interface ScreenProps {
  readonly board: SittingBoard;
  /** `/seance/<secret>` */
  readonly path: string;
  /** The same, from anywhere: what telephones photograph. */
  readonly address: string;
  readonly size: 'room' | 'hand';
}

/** What the room and the telephones see of a sitting: whose turn, how long, what comes next. */
export function SittingScreen({ board, path, address, size }: ScreenProps) {
  return (
    <ScreenPage title="Séance en cours" size={size} scripts={['sitting.js']} refreshes={REFRESHES}>
      <div class="jl-screen__head" data-sitting data-stream={`${path}/flux`} data-version={board.version}>
        <p>{`Comité d’investissement, ${board.incubatorName}`}</p>
        <p>{frenchDateTime(board.startsAt)}</p>
      </div>
      <div id="ecran" data-live>
        {board.isRehearsal && <Badge severity="warning">Répétition</Badge>}
        <div class="jl-screen__body">
          <Stage board={board} size={size} />
          <Agenda board={board} />
        </div>
      </div>
      <footer>
        <LiveNotices />
        {size === 'room' && board.step !== 'off' && (
          <div class="jl-screen__invite">
            <QrCode text={address} label="Code qui mène à cette page sur un téléphone" />
            <p>
              Suivez la séance sur votre téléphone.
              <br />
              <small>Photographiez ce code. Rien de confidentiel ne s’y affiche.</small>
            </p>
          </div>
        )}
        <noscript>
          <p>
            {`Cette page s’actualise toutes les ${REFRESHES}\u00A0secondes. `}
            <a href={size === 'room' ? `${path}/ecran` : path}>Actualiser maintenant</a>
          </p>
        </noscript>
      </footer>
    </ScreenPage>
  );
}

function Stage({ board, size }: Pick<ScreenProps, 'board' | 'size'>) {
  const { current, step } = board;
  if (step === 'after')
    return (
      <Words
        title="La séance est levée"
        text="Chaque membre recevra le relevé de décision. Merci à toutes et à tous."
      />
    );
  if (step === 'off') return <Words title="Le comité attend une nouvelle date" text="Chaque membre en sera averti." />;
  if (!current)
    return (
      <div class="jl-screen__stage">
        <h1>{`La séance s’ouvre à ${frenchTime(board.startsAt)}`}</h1>
        <ol>
          {rulesOfTheGame(board.minutes).map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ol>
      </div>
    );
  // The room still needs its clock behind closed doors; a telephone may be in the corridor.
  const isHidden = current.isBehindDoors && size === 'hand';
  return (
    <div class="jl-screen__stage">
      <p class="jl-screen__lead">{current.isBehindDoors ? 'Le comité délibère sans l’équipe' : 'Au tour de'}</p>
      <h1>{current.name}</h1>
      <ol class="jl-turns" aria-label="Étapes">
        {SITTING_STAGES.map((stage) => (
          <li key={stage} aria-current={stage === current.stage ? 'step' : undefined}>
            {STAGE_LABELS[stage]}
          </li>
        ))}
      </ol>
      {isHidden && <p>Cette page reprend avec le produit suivant.</p>}
      {!isHidden && current.clock && <ClockFace stage={current.stage} face={current.clock} />}
    </div>
  );
}

function Words({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div class="jl-screen__stage">
      <h1>{title}</h1>
      <p class="jl-screen__lead">{text}</p>
    </div>
  );
}

function Agenda({ board }: Pick<ScreenProps, 'board'>) {
  return (
    <section class="jl-screen__agenda" aria-labelledby="ordre">
      <h2 id="ordre">Ordre du jour</h2>
      <ol class="jl-board">
        {board.products.map((product) => (
          <li key={product.id} aria-current={product.status === 'current' ? 'true' : undefined}>
            <span>{product.name}</span>
            <Status product={product} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Status({ product: { status, newDate } }: { readonly product: BoardProduct }) {
  if (status === 'decided') return <Badge severity="success">Examiné</Badge>;
  if (status === 'current') return <Badge severity="info">En cours</Badge>;
  if (status === 'adjourned') return <span>{newDate && `Renvoyé au ${frenchDateTime(newDate)}`}</span>;
  return <span>À venir</span>;
}

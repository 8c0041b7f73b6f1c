import { completeness, type DossierContent, type DossierPart, leadsToSustainability } from '#libs/dossiers/index.js';
import { counted } from '#libs/kernel/index.js';
import { HiddenText, Icon, Meter } from '#libs/ui/index.js';
import type { LifecycleState } from '#workflows/contract/index.js';

import { partWords } from './dossier.strings.js';

/** A part of the page: those that make a dossier complete, and what is asked of others. */
type PagePart = DossierPart | 'support';

const ORDER: readonly PagePart[] = [
  'problem',
  'results',
  'impact',
  'indicators',
  'learnings',
  'hypothesesThen',
  'strategy',
  'nextObjectives',
  'budget',
  'team',
  'support',
  'standards',
  'trajectory',
  'proposal',
];

/** The parts that a team may fill in: an investigation has no standards, and nothing to answer for before its first committee. */
export function writtenParts(content: DossierContent, phase: LifecycleState): readonly PagePart[] {
  const isSeeking = phase === 'investigation';
  const isLeftOut: Partial<Record<PagePart, boolean>> = {
    results: isSeeking && content.objectives.length === 0,
    hypothesesThen: content.hypothesesThen.length === 0,
    standards: isSeeking,
    trajectory: !leadsToSustainability(phase),
  };
  return ORDER.filter((part) => !isLeftOut[part]);
}

/** The parts that readers are shown: what is empty and not expected is left out, a pivot or a stop comes first. */
export function readParts(content: DossierContent, phase: LifecycleState): readonly PagePart[] {
  const isLeftOut: Partial<Record<PagePart, boolean>> = {
    proposal: true,
    results: content.objectives.length === 0,
    hypothesesThen: content.hypothesesThen.length === 0,
    trajectory: !leadsToSustainability(phase) || (content.trajectory.choice === null && content.trajectory.plan === ''),
    nextObjectives: content.proposal === 'stop' && content.nextObjectives.length === 0,
    team: content.team.length === 0,
    support: content.support.length === 0 && content.blockers.length === 0,
    standards: phase === 'investigation',
  };
  const rest = ORDER.filter((part) => !isLeftOut[part]);
  return content.proposal === 'continue' ? rest : ['proposal', ...rest];
}

/** How far the dossier is, and the way to each of its parts. */
export function DossierContents(props: {
  readonly content: DossierContent;
  readonly phase: LifecycleState;
  readonly parts: readonly PagePart[];
}) {
  const { content, phase, parts } = props;
  const { parts: counting, done, total } = completeness(content, phase);
  const isDone = new Set<PagePart>(counting.flatMap((one) => (one.isDone ? [one.part] : [])));
  return (
    <>
      <Meter
        id="avancement"
        label="Avancement"
        value={done}
        max={total}
        text={`${counted(done, 'partie remplie', 'parties remplies')} sur ${total}`}
        tone={done === total ? 'success' : 'neutral'}
      />
      <nav aria-label="Sommaire du dossier">
        <ol>
          {parts.map((part) => {
            const { anchor, title } = partWords(part, phase);
            return (
              <li key={part}>
                <a href={`#${anchor}`}>{title}</a>{' '}
                {isDone.has(part) && (
                  <>
                    <Icon name="check" />
                    <HiddenText>(rempli)</HiddenText>
                  </>
                )}
              </li>
            );
          })}
        </ol>
      </nav>
    </>
  );
}

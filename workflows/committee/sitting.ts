import { stopsOf } from '../contract/index.js';
import { type CommitteeContext, type CommitteeEvent, type CommitteeProduct, withProduct } from './case.js';
import { extended, paused, resumed, type StageClock } from './clock.js';

type Change = Partial<CommitteeContext>;

/** What an event of a sitting changes in its committee, the beginning of stages aside. */
export function afterSittingEvent(context: CommitteeContext, event: CommitteeEvent): Change {
  switch (event.type) {
    case 'sitting.opened':
      return {
        onStage: context.products[0]?.productId ?? null,
        minutes: event.minutes ?? context.minutes,
        sittings: context.sittings + 1,
      };
    case 'product.called':
      // Called after all: what was put off is not.
      return { onStage: event.productId, team: null, ...withProduct(context, event.productId, { adjourned: null }) };
    case 'attendance.recorded': {
      const { absentMandatory, reason, quorum = null } = event;
      return { attendance: { absentMandatory, reason, quorum } };
    }
    case 'deliberation.opened':
    case 'stage.skipped':
      return { team: event.team ?? null };
    case 'team.placed':
      return { team: event.team };
    case 'decision.recorded': {
      const { decisionId, means, phase } = event;
      const decision = { decisionId, means, phase };
      return withProduct(context, event.productId, { decision, adjourned: null });
    }
    case 'product.adjourned': {
      const { startsAt, reason } = event;
      return withProduct(context, event.productId, { adjourned: { startsAt, reason } });
    }
    case 'sitting.adjourned':
      return {
        ...ended,
        startsAt: event.startsAt,
        adjustments: stopsOf(context.adjustments),
        onStage: null,
        attendance: null,
        products: context.products.map((product) => ({ ...product, adjourned: null })),
      };
    case 'sitting.closed':
      return ended;
    default:
      return {};
  }
}

const ended = { clock: null, team: null } as const;

/** The clock of a stage after an event that concerns it. */
export function afterClockEvent(clock: StageClock | null, event: CommitteeEvent): StageClock | null {
  if (clock === null) return null;
  switch (event.type) {
    case 'clock.paused':
      return paused(clock, event.at);
    case 'clock.resumed':
      return resumed(clock, event.at);
    case 'clock.extended':
      return extended(clock, event.minutes);
    case 'stage.overran':
      return { ...clock, overran: true };
    default:
      return clock;
  }
}

/** True when the attendance allows to deliberate: all who must be there, and the quorum, or a reason to go on without. */
export function mayDeliberate({ attendance }: CommitteeContext): boolean {
  if (attendance === null) return false;
  const isWhole = attendance.absentMandatory.length === 0 && hasQuorum(attendance);
  return isWhole || (attendance.reason ?? '').trim() !== '';
}

/** True when enough people are there, or when nobody has counted. */
export const hasQuorum = ({ quorum }: NonNullable<CommitteeContext['attendance']>): boolean =>
  quorum === null || quorum.present >= quorum.needed;

/** The products that leave the sitting with a decision. */
export const decidedProducts = ({ products }: CommitteeContext): readonly CommitteeProduct[] =>
  products.filter((product) => product.decision !== null);

/** The products that leave the sitting with another day instead. */
export const adjournedProducts = ({ products }: CommitteeContext): readonly CommitteeProduct[] =>
  products.filter((product) => product.decision === null && product.adjourned !== null);

import type { CommitteeContext, CommitteeEvent } from './case.js';
import { hasRunOut, LONGEST_EXTENSION } from './clock.js';
import { rungAt } from './rungs.js';
import { adjournedProducts, decidedProducts, mayDeliberate } from './sitting.js';

interface Asked {
  readonly context: CommitteeContext;
  readonly event: CommitteeEvent;
}

/** True of the events that give a committee another day. */
export const isDated = (event: CommitteeEvent): event is CommitteeEvent & { readonly startsAt: string } =>
  event.type === 'committee.moved' || event.type === 'sitting.adjourned';

/** True when the whole sitting is put off, and may be: what was decided stays with the day it was decided on. */
const putsOffAll = (context: CommitteeContext, event: CommitteeEvent): boolean =>
  event.type === 'sitting.adjourned' &&
  event.startsAt > event.at &&
  event.reason.trim() !== '' &&
  decidedProducts(context).length === 0;

/** What a sitting allows. */
export const sittingGuards = {
  isOnStage: ({ context, event }: Asked) => 'productId' in event && context.onStage === event.productId,
  mayDeliberate: ({ context }: Asked) => mayDeliberate(context),
  runs: ({ context }: Asked) => context.clock !== null && context.clock.pausedAt === null,
  isPaused: ({ context }: Asked) => (context.clock?.pausedAt ?? null) !== null,
  extendsIt: ({ context, event }: Asked) =>
    context.clock !== null &&
    event.type === 'clock.extended' &&
    Number.isInteger(event.minutes) &&
    event.minutes >= 1 &&
    event.minutes <= LONGEST_EXTENSION,
  hasRunOut: ({ context, event }: Asked) => context.clock !== null && hasRunOut(context.clock, event.at),
  putsOffAProduct: ({ context, event }: Asked) =>
    event.type === 'product.adjourned' &&
    event.startsAt > event.at &&
    event.reason.trim() !== '' &&
    context.products.some(({ productId, decision }) => productId === event.productId && decision === null),
  resumesAdjourned: ({ context, event }: Asked) => putsOffAll(context, event) && context.rungs['D-21'] === 'done',
  reopensAdjourned: ({ context, event }: Asked) =>
    putsOffAll(context, event) && isDated(event) && rungAt('D-21', event.startsAt) <= event.at,
  putsOffAll: ({ context, event }: Asked) => putsOffAll(context, event),
  everyProductIsAdjourned: ({ context }: Asked) => adjournedProducts(context).length === context.products.length,
  everyProductIsSettled: ({ context }: Asked) =>
    decidedProducts(context).length + adjournedProducts(context).length === context.products.length,
  everyRecordIsSettled: ({ context }: Asked) => decidedProducts(context).every((product) => product.record !== null),
};

import { type CalendarDate, DEFAULT_PROGRAMME, type Place, type Programme, turnMinutes } from '#libs/kernel/index.js';

/** Days on which no sitting is wanted, both included: school breaks, a seminar, a move. */
export interface AvoidedPeriod {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly label: string;
}

/** What the products of an incubator follow of its programme. */
export type OwnRules = Pick<Programme, 'closing' | 'envelopeWindow'>;

/** What a plan follows of the programmes of its incubators. */
export interface PlanRules extends OwnRules {
  /** Nobody sits on a day that is off in one of them. */
  readonly places: readonly Place[];
  /** Of each incubator, by its id; plans made before each had its own have none. */
  readonly own?: Readonly<Record<string, OwnRules>> | undefined;
}

export const USUAL_RULES: PlanRules = {
  closing: DEFAULT_PROGRAMME.closing,
  envelopeWindow: DEFAULT_PROGRAMME.envelopeWindow,
  places: [DEFAULT_PROGRAMME.place],
};

/** How the lead wants the half-year planned. Times are Paris wall times, `HH:MM`. */
export interface PlanParameters {
  /** First and last days on which a sitting may be held. */
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Products a sitting takes at most. */
  readonly maxProducts: number;
  /** One sitting a day, or two: a morning and an afternoon. */
  readonly perDay: 1 | 2;
  /** When a sitting begins; with two a day, when the one of the afternoon does. */
  readonly startsAt: string;
  /** The hour after which nobody sits. */
  readonly endsAt: string;
  /** When the sitting of the morning begins, with two a day. */
  readonly morningAt: string;
  /** The hour by which the sitting of the morning is over. */
  readonly noon: string;
  /** Minutes that the turn of a product takes. */
  readonly turnMinutes: number;
  /** Minutes between two products. */
  readonly breakMinutes: number;
  /** Days between today and the first sitting: the ladder of preparation asks for 45. */
  readonly noticeDays: number;
  /** Days that late products are given from the first possible one. */
  readonly catchUpDays: number;
  /** `sponsor`: the products of a sitting share one. `any`: any products of one incubator sit together. */
  readonly grouping: 'sponsor' | 'any';
  /** No sitting whose decision would land in the year-end closing. */
  readonly respectClosing: boolean;
  /** 1 (Monday) to 5 (Friday): the days of the week on which people sit. */
  readonly weekdays: readonly number[];
  readonly avoid: readonly AvoidedPeriod[];
  /** Those of the programmes when the plan was made; plans older than programmes have none. */
  readonly rules?: PlanRules | undefined;
}

export const DEFAULT_PARAMETERS: Omit<PlanParameters, 'from' | 'to'> = {
  maxProducts: DEFAULT_PROGRAMME.maxProducts,
  perDay: 1,
  startsAt: '14:00',
  endsAt: '18:00',
  morningAt: '09:00',
  noon: '12:30',
  turnMinutes: turnMinutes(DEFAULT_PROGRAMME),
  breakMinutes: DEFAULT_PROGRAMME.breakMinutes,
  noticeDays: 45,
  catchUpDays: 90,
  grouping: 'sponsor',
  respectClosing: true,
  weekdays: [1, 2, 3, 4, 5],
  avoid: [],
};

/** What an incubator's programme says of the sittings that it is planned for. */
export const sittingsOf = (programmes: readonly Programme[]): SittingLengths & Pick<PlanParameters, 'maxProducts'> => {
  const followed = programmes.length > 0 ? programmes : [DEFAULT_PROGRAMME];
  // A plan has one kind of slot: the longest turns fit, and no incubator hears more products than it wants.
  return {
    turnMinutes: Math.max(...followed.map(turnMinutes)),
    breakMinutes: Math.max(...followed.map(({ breakMinutes }) => breakMinutes)),
    maxProducts: Math.min(...followed.map(({ maxProducts }) => maxProducts)),
  };
};

/** The same parameters as they hold for the products of one incubator: its closing and its envelope. */
export function parametersFor<P extends Pick<PlanParameters, 'rules'>>(parameters: P, incubatorId: string): P {
  const { rules } = parameters;
  return rules?.own ? { ...parameters, rules: { ...rules, ...rules.own[incubatorId], own: undefined } } : parameters;
}

export type SittingLengths = Pick<PlanParameters, 'turnMinutes' | 'breakMinutes'>;

/** Minutes since midnight of `HH:MM`. */
export function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** `HH:MM` of minutes since midnight. */
export function timeOf(minutes: number): string {
  return `${String(Math.trunc(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Minutes a sitting lasts: the turns of its products, and the breaks between them. */
export function sittingMinutes(products: number, lengths: SittingLengths): number {
  return products * lengths.turnMinutes + Math.max(0, products - 1) * lengths.breakMinutes;
}

/** How many products fit between two times of a day, at most `maxProducts`. */
export function productsBetween(
  from: string,
  to: string,
  lengths: SittingLengths & Pick<PlanParameters, 'maxProducts'>,
): number {
  const minutes = minutesOf(to) - minutesOf(from);
  return Math.max(
    0,
    Math.min(
      lengths.maxProducts,
      Math.floor((minutes + lengths.breakMinutes) / (lengths.turnMinutes + lengths.breakMinutes)),
    ),
  );
}

import { DEFAULT_PROGRAMME, type Programme, type Rhythm } from '#libs/kernel/index.js';

import { ACTIVE_STATES, type LifecycleState } from '../contract/index.js';

/** What a duty follows of the programme of its incubator. */
export type DutyProgramme = Pick<
  Programme,
  'cadenceMonths' | 'investigationWeeks' | 'yearlyInSustainability' | 'place' | 'closing' | 'escalationWorkingDays'
>;

/** That part of a programme, and nothing else: what else changes in it tells no duty. */
export const dutyProgrammeOf = ({
  cadenceMonths,
  investigationWeeks,
  yearlyInSustainability,
  place,
  closing,
  escalationWorkingDays,
}: DutyProgramme): DutyProgramme => ({
  cadenceMonths,
  investigationWeeks,
  yearlyInSustainability,
  place,
  closing,
  escalationWorkingDays,
});

export const USUAL_DUTY_PROGRAMME: DutyProgramme = dutyProgrammeOf(DEFAULT_PROGRAMME);

/** Months between the committees of a product in sustainability, when its programme keeps them. */
const YEARLY_MONTHS = 12;

const isYearly = (phase: LifecycleState): boolean =>
  phase === 'sustainability.operated' || phase === 'sustainability.transferred';

/** True when a committee is owed in a phase. */
export const owesIn = (phase: LifecycleState, { yearlyInSustainability }: DutyProgramme): boolean =>
  ACTIVE_STATES.has(phase) || (yearlyInSustainability && isYearly(phase));

/** How often a committee is owed in a phase. */
export const rhythmIn = (phase: LifecycleState, { cadenceMonths, closing }: DutyProgramme): Rhythm => ({
  months: isYearly(phase) ? YEARLY_MONTHS : cadenceMonths,
  closing,
});

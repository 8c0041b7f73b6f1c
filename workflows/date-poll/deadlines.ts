import type { Deadline } from '../contract/index.js';
import { type DatePollContext, lastOption } from './case.js';

/** The deadlines of a poll in a state, before any adjustment by an operator. */
export function pollDeadlines(state: unknown, context: DatePollContext): readonly Deadline[] {
  if (state !== 'open' && state !== 'answered') return [];
  const { remindAt, closesAt } = context;
  const expiry = { key: 'expiry', dueAt: lastOption(context), event: { type: 'dates.passed' } };
  if (state === 'answered') return [expiry];
  const closing = { key: 'closing', dueAt: closesAt, event: { type: 'closing.reached' } };
  const reminder = { key: 'reminder', dueAt: remindAt ?? closesAt, event: { type: 'reminder.reached' } };
  return remindAt === null ? [closing, expiry] : [reminder, closing, expiry];
}

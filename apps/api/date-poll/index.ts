import { AnswerDatesController } from './answer-dates.controller.js';
import { DatePollController } from './date-poll.controller.js';

export const datePollControllers = [DatePollController, AnswerDatesController];

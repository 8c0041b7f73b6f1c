import {
  addDays,
  type CalendarDate,
  dayOfWeek,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
} from '#libs/kernel/index.js';

import type { Crew } from './cast.js';
import type { Draws } from './chance.js';
import { CLOSING, isClosed } from './model.js';
import type { World } from './world.js';

/** How far people look for a free day before they take a full week. */
const PATIENCE_DAYS = 60;

/**
 * The day a lead finds for a committee: some days before the limit, ahead of the year-end closing when the limit falls in it,
 * with enough notice, in a week that is not full.
 */
export function chooseDay(world: World, crew: Crew, limit: CalendarDate, draws: Draws): CalendarDate {
  const { margin, notice } = world.model.planning;
  const earliest = nextWorkingDay(addDays(world.today, draws.between(...notice)));
  let wanted = previousWorkingDay(addDays(limit, -draws.between(...margin)));
  if (isClosed(wanted)) wanted = beforeClosing(wanted);
  // What is too late to be early is held as soon as may be.
  if (wanted < earliest) wanted = earliest;
  return freeDay(world, crew, earliest, wanted);
}

/** The first free day from then on, for a committee that was put off. */
export function freeDayFrom(world: World, crew: Crew, day: CalendarDate): CalendarDate {
  const first = nextWorkingDay(day);
  return freeDay(world, crew, first, first);
}

function beforeClosing(on: CalendarDate): CalendarDate {
  const year = Number(on.slice(0, 4)) - (on.slice(5) < CLOSING.begins ? 1 : 0);
  return previousWorkingDay(`${year}-${CLOSING.before}`);
}

/** That day or an earlier one that leaves the notice, else a later one. */
function freeDay(world: World, crew: Crew, earliest: CalendarDate, wanted: CalendarDate): CalendarDate {
  for (let day = wanted; day >= earliest; day = addDays(day, -1)) if (isFree(world, crew, day)) return day;
  for (let ahead = 1; ahead <= PATIENCE_DAYS; ahead += 1) {
    const day = addDays(wanted, ahead);
    if (isFree(world, crew, day)) return day;
  }
  return nextWorkingDay(wanted);
}

function isFree(world: World, crew: Crew, day: CalendarDate): boolean {
  // Nobody sits between Christmas and New Year's Day.
  if (!isWorkingDay(day) || day.slice(5) > '12-23') return false;
  return (world.sittingsOfWeek.get(weekOf(crew, day)) ?? 0) < world.model.planning.sittingsAWeek;
}

/** Keeps a place for a sitting in the lead's week, or gives it back. */
export function keepPlace(world: World, crew: Crew, day: CalendarDate, change: 1 | -1): void {
  const week = weekOf(crew, day);
  world.sittingsOfWeek.set(week, (world.sittingsOfWeek.get(week) ?? 0) + change);
}

const weekOf = ({ incubatorId }: Crew, day: CalendarDate): string =>
  `${incubatorId} ${addDays(day, 1 - dayOfWeek(day))}`;

import Holidays from 'date-holidays';

import { addDays, dayOfWeek, type CalendarDate } from './calendar-date.js';
import type { Place } from './place.js';
import { remembering } from './remembering.js';

/** As `date-holidays` has them: departments within France, and territories of their own. Bas-Rhin keeps the days of Moselle. */
const TERRITORIES: Readonly<Record<Place, readonly [country: string, department?: string]>> = {
  metropole: ['FR'],
  'alsace-moselle': ['FR', '67'],
  guadeloupe: ['FR', 'GP'],
  guyane: ['FR', 'GF'],
  martinique: ['FR', 'MQ'],
  mayotte: ['FR', 'YT'],
  'nouvelle-caledonie': ['NC'],
  'polynesie-francaise': ['PF'],
  reunion: ['FR', 'RE'],
  'saint-barthelemy': ['FR', 'BL'],
  'saint-martin': ['FR', 'MF'],
  'saint-pierre-et-miquelon': ['PM'],
  'wallis-et-futuna': ['WF'],
};

const calendars = remembering((place: Place) => {
  const [country, department] = TERRITORIES[place];
  const options = { types: ['public' as const] };
  return department === undefined ? new Holidays(country, options) : new Holidays(country, department, options);
});

type Key = `${Place}:${string}`;

/** A place and a year or a day: what is remembered is remembered of one place. */
const keyOf = (place: Place, when: string): Key => `${place}:${when}`;

const partsOf = (key: Key): readonly [Place, string] => {
  const colon = key.indexOf(':');
  return [key.slice(0, colon) as Place, key.slice(colon + 1)];
};

const closedDays = remembering((key: Key): ReadonlySet<CalendarDate> => {
  const [place, year] = partsOf(key);
  const found = calendars.of(place).getHolidays(Number(year));
  return new Set(found.map((holiday) => holiday.date.slice(0, 10)));
});

/** Monday to Friday, public holidays excepted: those of metropolitan France unless another place is given. */
export function isWorkingDay(date: CalendarDate, place: Place = 'metropole'): boolean {
  return dayOfWeek(date) <= 5 && !closedDays.of(keyOf(place, date.slice(0, 4))).has(date);
}

/** The day itself when worked, else the last working day before it: preparation deadlines (domain rule 3). */
export function previousWorkingDay(date: CalendarDate, place: Place = 'metropole'): CalendarDate {
  return previous.of(keyOf(place, date));
}

/** The ladder of each committee asks for the same days at every event. */
const previous = remembering((key: Key) => {
  const [place, date] = partsOf(key);
  let day = date;
  while (!isWorkingDay(day, place)) day = addDays(day, -1);
  return day;
});

/** The day itself when worked, else the first working day after it: answer deadlines. */
export function nextWorkingDay(date: CalendarDate, place: Place = 'metropole'): CalendarDate {
  return next.of(keyOf(place, date));
}

const next = remembering((key: Key) => {
  const [place, date] = partsOf(key);
  let day = date;
  while (!isWorkingDay(day, place)) day = addDays(day, 1);
  return day;
});

/** The date `count` working days after `date`, which itself does not count. */
export function addWorkingDays(date: CalendarDate, count: number, place: Place = 'metropole'): CalendarDate {
  let day = date;
  for (let left = count; left > 0; left -= 1) day = nextWorkingDay(addDays(day, 1), place);
  return day;
}

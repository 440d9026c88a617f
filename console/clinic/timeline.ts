import { stateOf } from '../parts/license-state.tsx';
import type { License, StateKind } from './reading.ts';

/** A place between the edges of the picture, in percent. */
type Place = number;
export type Bar = {
  license: License;
  state: StateKind;
  issued: Place;
  from: Place;
  to: Place;
  /** It began before the picture does; it ends behind it or never. */
  goesBack: boolean;
  goesOn: boolean;
};
export type Timeline = { years: { at: Place; year: number }[]; today: Place; bars: Bar[] };

/** Further away than this a year says nothing more, and near ones would be too narrow to be seen. */
const MOST_YEARS = 15;
/** As many names of years as a phone has room for. */
const MOST_NAMES = 7;
const STEPS = [1, 2, 5];

/** Where licences are issued, begin and end, in whole years around today; those without an end go on to the edge. */
export function timelineOf(licenses: readonly License[], today: string): Timeline {
  const thisYear = yearOf(today);
  const near = (date: string) => clamp(yearOf(date), thisYear - MOST_YEARS, thisYear + MOST_YEARS);
  const first = Math.min(thisYear, ...licenses.map(({ issued_date }) => near(issued_date)));
  const last = Math.max(
    thisYear + 1,
    ...licenses.map(({ active_from_date, expiry_date }) => near(expiry_date ?? active_from_date)),
  );
  const [begin, end] = [Date.parse(`${first}-01-01`), Date.parse(`${last + 1}-01-01`)];
  const at = (date: string): Place =>
    Math.round(clamp((Date.parse(date) - begin) / (end - begin), 0, 1) * 10_000) / 100;
  const isBefore = (date: string) => yearOf(date) < first;
  const isBehind = (date: string) => yearOf(date) > last;
  const step = STEPS.find((each) => (last + 1 - first) / each <= MOST_NAMES) ?? 5;
  const years = Array.from({ length: last + 1 - first }, (_, index) => first + index);
  return {
    years: years.filter((year) => year % step === 0).map((year) => ({ at: at(`${year}-01-01`), year })),
    today: at(today),
    bars: licenses.map((license) => ({
      license,
      state: stateOf(license, today).kind,
      issued: at(license.issued_date),
      from: at(license.active_from_date),
      to: license.expiry_date === null ? 100 : at(license.expiry_date),
      goesBack: isBefore(license.issued_date),
      goesOn: license.expiry_date === null || isBehind(license.expiry_date),
    })),
  };
}

/** Dates of the registry have four digits for the year. */
const yearOf = (date: string): number => Number(date.slice(0, 4));
const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

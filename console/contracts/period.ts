/** Days of the registry, both inclusive; without `from`: from whenever. */
export type Period = { from?: string; to: string };

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** The months of a year that begins today: what is left of this one first. */
export function monthsFrom(today: string): { month: string; period: Period }[] {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1];
  return Array.from({ length: 12 }, (_, at) => {
    const from = new Date(Date.UTC(year, month + at, 1)).toISOString().slice(0, 10);
    const to = new Date(Date.UTC(year, month + at + 1, 0)).toISOString().slice(0, 10);
    return { month: from.slice(0, 7), period: { from: at === 0 ? today : from, to } };
  });
}

export const DAYS = ['30', '60', '90'] as const;
export const EXPIRED = 'expired';

/** What `when` of an address means: so many days, a month of the coming year, or what has expired; anything else the first. */
export function periodOf(when: string, today: string): { when: string; period: Period } {
  if (when === EXPIRED) return { when, period: { to: addDays(today, -1) } };
  const month = monthsFrom(today).find((each) => each.month === when);
  if (month !== undefined) return { when, period: month.period };
  const days = DAYS.find((each) => each === when) ?? DAYS[0];
  return { when: days, period: { from: today, to: addDays(today, Number(days)) } };
}

/** As the API asks for it: from a day on, and before one. */
export const queryOf = ({ from, to }: Period) => ({
  ...(from !== undefined && { expires_from: from }),
  expires_before: addDays(to, 1),
});

/**
 * The registry's one clock. Everything that needs the time takes a Clock; nothing calls `Date.now()` itself,
 * so that a test, or `ESOZ_CLOCK`, can put the whole product at 23:30 of a clock-change night.
 */
export type Clock = {
  /** The present instant. */
  now(): Date;
  /** The civil date now in the registry's time zone, `YYYY-MM-DD`: the "current date" of SPEC 2. */
  today(): string;
  timeZone: string;
};

/**
 * @param options.timeZone IANA name; an unknown one throws RangeError.
 * @param options.startsAt instant at which the clock stands when it is made; it runs on from there. Absent: real time.
 */
export function createClock(options: { timeZone: string; startsAt?: Date | undefined }): Clock {
  const shiftMs = options.startsAt ? options.startsAt.getTime() - Date.now() : 0;
  return clockFrom(() => new Date(Date.now() + shiftMs), options.timeZone);
}

/** A clock over any source of instants; the tests' way to stop time. */
export function clockFrom(now: () => Date, timeZone: string): Clock {
  civilDate(now(), timeZone); // an unknown zone fails here, at start, not in the first request at midnight
  let minute = Number.NaN;
  let date = '';
  return {
    now,
    timeZone,
    today() {
      // Zones change their offset on whole minutes only, so one computation a minute is exact.
      const instant = now();
      const currentMinute = Math.floor(instant.getTime() / 60_000);
      if (currentMinute !== minute) {
        date = civilDate(instant, timeZone);
        minute = currentMinute;
      }
      return date;
    },
  };
}

/** The civil date of an instant in a zone, `YYYY-MM-DD`. The only place where the product turns one into the other. */
export function civilDate(instant: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** Tokens live up to a hundred years from the clock, and years have four digits everywhere. */
const [EARLIEST_START, LATEST_START] = [Date.UTC(1000, 0), Date.UTC(9001, 0)];

/**
 * Reads `ESOZ_CLOCK`: a date (its first instant in the zone) or an ISO 8601 timestamp with offset or `Z`,
 * in the years 1000 to 9000 of UTC.
 * @throws RangeError for anything else.
 */
export function parseClockStart(text: string, timeZone: string): Date {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? Temporal.PlainDate.from(text).toZonedDateTime(timeZone).toInstant()
    : Temporal.Instant.from(text);
  if (instant.epochMilliseconds < EARLIEST_START || instant.epochMilliseconds >= LATEST_START)
    throw new RangeError('not of the years 1000 to 9000');
  return new Date(instant.epochMilliseconds);
}

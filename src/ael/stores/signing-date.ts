/** A moment as V4 signatures write it: `20130524T000000Z` and its day `20130524`. */
export type SigningDate = { stamp: string; day: string };

/**
 * Formats moments, remembering the last second: under load thousands of links share it.
 *
 * @returns a function that throws RangeError for an invalid date
 */
export function createSigningDates(): (now: Date) => SigningDate {
  let lastSecond = Number.NaN;
  let last: SigningDate = { stamp: '', day: '' };
  return (now) => {
    const second = Math.floor(now.getTime() / 1000);
    if (second !== lastSecond) {
      const iso = new Date(second * 1000).toISOString();
      const stamp = `${iso.slice(0, 19).replace(/[-:]/g, '')}Z`;
      last = { stamp, day: stamp.slice(0, 8) };
      lastSecond = second;
    }
    return last;
  };
}

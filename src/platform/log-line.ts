import { visibleJson } from './visible.ts';

/** Enough for an error with its stack and cause; what callers send does not fill a disk. */
const LONGEST_LINE_BYTES = 8_192;
const ORDINARY = /^[\n\x20-\x7e]*$/;

/**
 * A line of the log as it may be written: no longer than 8 kB whatever somebody sent, and without anything that acts on
 * the terminal of whoever reads it.
 * @param line JSON, with the line feed at its end
 */
export function boundLogLine(line: string): string {
  const shown = ORDINARY.test(line) ? line : visibleJson(line);
  return fits(shown) ? shown : shorten(line);
}

const fits = (line: string): boolean => Buffer.byteLength(line) <= LONGEST_LINE_BYTES;

/** Its texts are cut, ever shorter until they fit; of a line of very many fields those stay that tell which it is. */
function shorten(line: string): string {
  const fields = JSON.parse(line) as Record<string, unknown>;
  for (let longest = 2_048; longest >= 32; longest /= 2) {
    const cut = asLine(fields, longest);
    if (fits(cut)) return cut;
  }
  const { level, time, request_id, msg } = fields;
  return asLine({ level, time, request_id, msg, shortened: true }, 256);
}

function asLine(fields: object, longest: number): string {
  return `${visibleJson(JSON.stringify(fields, (_name, value) => cutText(value, longest)))}\n`;
}

function cutText(value: unknown, longest: number): unknown {
  if (typeof value !== 'string' || value.length <= longest) return value;
  return `${value.slice(0, longest)}… (${value.length} characters)`;
}

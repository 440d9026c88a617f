import { StringDecoder } from 'node:string_decoder';
import type { ProgressStream } from '../platform/progress-bar.ts';
import { visibleLines } from '../platform/visible.ts';

type Write = (chunk: string | Uint8Array, ...rest: unknown[]) => boolean;
/** The part of standard output and error that is looked after. */
export type Output = { isTTY?: boolean; write: unknown };

/** Standard error before it was guarded: for a line that is drawn anew, and holds nothing of anybody else's. */
export const unguardedError: ProgressStream = {
  isTTY: process.stderr.isTTY,
  get columns() {
    return process.stderr.columns;
  },
  write: process.stderr.write.bind(process.stderr),
};

/** Called once, before anything is printed. */
export function guardTerminals(): void {
  guard(process.stdout);
  guard(process.stderr);
}

/**
 * From now on a terminal gets visible text alone, whoever writes to this stream: names and texts of callers may hold
 * sequences that move the cursor, retitle the window or turn the direction of a line. Elsewhere (a file, a pipe) bytes
 * stay as they are, since programs read them.
 */
export function guard(stream: Output): void {
  if (!stream.isTTY) return;
  const write = (stream.write as Write).bind(stream);
  const decoder = new StringDecoder('utf8');
  stream.write = ((chunk, ...rest) =>
    write(
      visibleLines(typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk))),
      ...rest,
    )) as Write;
}

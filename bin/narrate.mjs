// What a person at the terminal sees while something takes long. Must run on Node 20 with nothing installed.
import { writeSync } from 'node:fs';
import { isatty } from 'node:tty';

const TICK_MS = 1000;
/** In a file or a pipe every line stays: fewer of them. */
const LINE_EVERY_TICKS = 5;

/** Writes to stderr, since stdout belongs to the command; a terminal that was closed is no reason to fail. */
export function say(text) {
  try {
    writeSync(2, text);
  } catch {
    // Nobody reads it.
  }
}

/**
 * Says once a second what `describe(seconds)` answers: on a terminal in one line that changes, else in a line every
 * five seconds. Answers a function that ends it and leaves no half line.
 */
export function narrate(describe) {
  const began = performance.now();
  const onTerminal = isatty(2);
  let ticks = 0;
  const tick = () => {
    if (onTerminal || ticks % LINE_EVERY_TICKS === 0) {
      const line = `esoz: ${describe(Math.round((performance.now() - began) / 1000))}`;
      say(onTerminal ? `\r\x1b[K${line}` : `${line}\n`);
    }
    ticks += 1;
  };
  const timer = setInterval(tick, TICK_MS);
  return () => {
    clearInterval(timer);
    if (onTerminal && ticks > 0) say('\r\x1b[K');
  };
}

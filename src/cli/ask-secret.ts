import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * Reads a secret from standard input while the command goes on; on a terminal it is not shown.
 * @param take throws an Error whose message completes "It …" when the line is none, and the next line is read
 */
export function askForSecret(take: (line: string) => void): void {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: process.stdin.isTTY });
  // A terminal whose echo is off leaves Ctrl-C to us.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  lines.on('line', (line) => {
    if (line.trim() === '') return;
    try {
      take(line.trim());
      process.stderr.write('The secret is known now.\n');
      lines.close();
    } catch (error) {
      process.stderr.write(`It ${(error as Error).message}.\n`);
    }
  });
}

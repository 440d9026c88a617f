import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { root } from './files.ts';

/** Runs a program of node_modules/.bin: no problems when it succeeds, else what it printed. */
export async function commandProblems(command: string, args: string[]): Promise<string[]> {
  const bin = path.join(root, 'node_modules', '.bin');
  // The programs start `node` by name: they get the one that runs this file.
  const PATH = [path.dirname(process.execPath), bin, process.env.PATH].join(path.delimiter);
  const child = spawn(command, args, { cwd: root, env: { ...process.env, PATH, NO_COLOR: '1' } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code, signal] = await once(child, 'close');
  if (code === 0) return [];
  return output.trim() === '' ? [`${command} ended with ${code ?? signal}`] : output.trim().split('\n');
}

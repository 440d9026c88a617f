import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';

/**
 * Runs a program of this Node to its end, and watches the high-water mark of its memory (Linux; NaN elsewhere).
 * @throws unless it ends with one of these exit codes
 */
export async function measurePeakMb(
  args: string[],
  env: Record<string, string>,
  exitCodes: readonly number[] = [0],
): Promise<{ stdout: string; peakMb: number }> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  let peakMb = Number.NaN;
  const timer = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    const kilobytes = /VmHWM:\s+(\d+)/.exec(status)?.[1];
    if (kilobytes !== undefined) peakMb = Number(kilobytes) / 1024;
  }, 20);
  const [code] = await once(child, 'close');
  clearInterval(timer);
  if (!exitCodes.includes(code)) throw new Error(`ended with ${code}: ${stdout}`);
  return { stdout, peakMb };
}

// For a Node without process.execve (before 22.15, and on Windows): a child process that behaves as if it were us.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const FORWARDED = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'];

/**
 * Runs the program and ends this process as the program ended, by exit code or by signal.
 * Resolves (with the reason) only when the program could not be started.
 */
export function runToItsEnd(file, nodeOptions, programArguments) {
  const onWindows = process.platform === 'win32';
  const watch = new URL('./end-with-launcher.mjs', import.meta.url).href;
  const child = spawn(file, [...nodeOptions, '--import', watch, ...programArguments], {
    // The channel carries nothing; its end tells the program that we were killed.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // In a session of its own the program does not get the terminal's Ctrl-C a second time beside ours.
    detached: !onWindows,
  });
  for (const signal of FORWARDED) {
    // On Windows the console itself delivers Ctrl-C to both; there we only must not die of it.
    process.on(signal, () => onWindows || child.kill(signal));
  }
  if (process.env.npm_lifecycle_event !== undefined) {
    // npm, told to stop, ends its shell and not what runs in it.
    const parent = process.ppid;
    setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
  }
  if (!onWindows) {
    // Ctrl-Z and fg, which the program's own session would keep from it.
    process.on('SIGTSTP', () => {
      child.kill('SIGSTOP');
      process.kill(process.pid, 'SIGSTOP');
    });
    process.on('SIGCONT', () => child.kill('SIGCONT'));
  }
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    for (const name of FORWARDED) process.removeAllListeners(name);
    process.kill(process.pid, signal);
    // Where the signal does not end us (a parent may have had it ignored), say the same with a number.
    setTimeout(() => process.exit(128 + (constants.signals[signal] ?? 0)), 1000);
  });
  return new Promise((resolve) => {
    child.on('error', (error) => child.pid === undefined && resolve(error.message));
  });
}

import { readSources } from './files.ts';

/** Folders of somebody's machine, and a folder beside the checkout: they mean nothing to anybody else. */
const MACHINE_PATH = /(?<![\w.~-])(?:\/(?:work|home|root|Users)\/[\w.-]|[A-Z]:\\Users\\|\.\.\/shared\/)/;

/** No file mentions a path of the machine on which it was written. */
export async function machinePathProblems(): Promise<string[]> {
  const sources = await readSources();
  return sources.flatMap(({ name, text }) =>
    text
      .split('\n')
      .map((line, at) => ({ line, place: `${name}:${at + 1}` }))
      .filter(({ line }) => MACHINE_PATH.test(line))
      .map(({ line, place }) => `${place}: ${line.trim().slice(0, 120)}`),
  );
}

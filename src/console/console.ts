import { fileURLToPath } from 'node:url';
import { madeOnce, makeApart } from '../platform/apart.ts';
import type { BuiltConsole } from './build.ts';
import { madeAgainWhenChanged } from './freshness.ts';

/** Its script and styles, made when they are first asked for. Rejects when they cannot be made. */
export type OpenConsole = () => Promise<BuiltConsole>;

const MAKER = fileURLToPath(new URL('./maker.ts', import.meta.url));

/** @param isDeveloped whether its sources may change while the product runs */
export function createConsole(isDeveloped: boolean): OpenConsole {
  const make = () => madeOnce(async () => (await makeApart<BuiltConsole>(MAKER, []))[0] as BuiltConsole);
  return isDeveloped ? madeAgainWhenChanged(make) : make();
}

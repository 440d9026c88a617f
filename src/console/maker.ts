import { handOver } from '../platform/apart.ts';
import { type BuiltConsole, buildConsole } from './build.ts';

/** A process of its own: it bundles the console, hands it over and ends. */
await handOver<BuiltConsole>(async () => [await buildConsole()]);

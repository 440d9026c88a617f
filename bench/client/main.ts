/**
 * `npm run bench:client`: what the typed client costs. Calls a second against bare fetch and openapi-fetch, in turns of a
 * few hundred milliseconds over the same server; and what a page carries. `--quick` only shows that everything runs.
 */
import { parseArgs } from 'node:util';
import { bundleSizes, sizeOf } from '../../scripts/client/bundle-sizes.ts';
import { areToolsInstalled } from '../../scripts/client/tools.ts';
import {
  type Figure,
  median,
  pairedRatio,
  RECORD_OPTION,
  recordFigures,
  requireIdleToRecord,
} from '../figures.ts';
import { startServer } from '../servers.ts';
import { bareCaller, type Caller, openapiFetchCaller, ourCaller } from './callers.ts';

/** Callers at a time: one, and as many as a busy МІС has. */
const AT_A_TIME = [1, 16];

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, ...RECORD_OPTION } });
requireIdleToRecord(values.record);
const [rounds, turnMs] = values.quick ? [1, 50] : [15, 300];

const server = await startServer([new URL('./server.ts', import.meta.url).pathname], {});
const figures: Figure[] = [];
try {
  const { origin } = server.url;
  const callers = [bareCaller(origin), ourCaller(origin), await openapiFetchCaller(origin)].filter(
    (caller) => caller !== undefined,
  );
  for (const concurrency of AT_A_TIME) {
    const rates = new Map(callers.map(({ name }) => [name, [] as number[]]));
    for (const caller of callers) await turn(caller, concurrency, turnMs); // warm
    for (let round = 0; round < rounds; round++)
      for (const caller of callers) rates.get(caller.name)?.push(await turn(caller, concurrency, turnMs));
    const ours = rates.get('esoz-client') as number[];
    console.log(`\n${concurrency} at a time, calls a second (median of ${rounds} turns)`);
    for (const [name, each] of rates) {
      const ratio = pairedRatio(ours, each);
      console.log(
        `  ${name.padEnd(14)} ${median(each).toFixed(0).padStart(7)}   ours is ${ratio.toFixed(2)} of it`,
      );
      if (name === 'esoz-client') continue;
      const goal = name === 'bare fetch' ? { goal: 0.9 } : {};
      figures.push({
        what: `call by the typed client, ${concurrency} at a time`,
        peer: name,
        ratio,
        ...goal,
      });
    }
  }
} finally {
  await server.stop();
}
if (areToolsInstalled()) {
  const { everything, oneMethod } = bundleSizes();
  const tools = new URL('../../scripts/tools', import.meta.url).pathname;
  const other = sizeOf("import create from 'openapi-fetch'; globalThis.used = create", tools);
  console.log(
    `\nA page carries, minified, Brotli: everything ${everything} bytes, one method ${oneMethod}, openapi-fetch ${other}`,
  );
}
await recordFigures('client', values.record, figures);

/** @returns calls a second */
async function turn({ call }: Caller, concurrency: number, ms: number): Promise<number> {
  const began = performance.now();
  const endsAt = began + ms;
  let calls = 0;
  const worker = async () => {
    while (performance.now() < endsAt) {
      if ((await call()).length !== 36) throw new Error('a call failed');
      calls++;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return (1000 * calls) / (performance.now() - began);
}

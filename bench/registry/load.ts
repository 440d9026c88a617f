/**
 * The load, a process of its own. Prints one JSON document.
 * Usage: load.ts <host> <port> <connections> <seconds> <scenario> <legal entities> <seed> <limit> <pause in ms>
 */
import { drive } from '../drive.ts';
import { type RequestOptions, requestsOf } from './requests.ts';

const [host = '127.0.0.1', port, connections, seconds, scenario, entities, seed, limit, pause] =
  process.argv.slice(2);
const driven = await drive({
  host,
  port: Number(port),
  connections: Number(connections),
  seconds: Number(seconds),
  pauseMs: Number(pause),
  requests: requestsOf({
    scenario: scenario as RequestOptions['scenario'],
    host: `${host}:${port}`,
    entities: Number(entities),
    seed: Number(seed),
    limit: Number(limit),
  }),
});
process.stdout.write(JSON.stringify(driven));

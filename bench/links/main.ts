/**
 * `npm run bench:links`: what links cost, from the signature to the file. One core's signer against others, the whole
 * method over HTTP against a bare echo, the embedded store against Ceph RGW. `--quick` only shows that everything runs.
 */
import { parseArgs } from 'node:util';
import { RECORD_OPTION, recordFigures, requireIdleToRecord } from '../figures.ts';
import { benchMethod, methodTable } from './method.ts';
import { benchSigners, signerTable } from './signer.ts';
import { compareStores } from './stores.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, ...RECORD_OPTION } });
const quick = values.quick;
requireIdleToRecord(values.record);

const signers = await benchSigners(quick ? { rounds: 1, sliceMs: 20 } : {});
console.log(signerTable(signers));
const method = await benchMethod(quick ? { seconds: 1, rounds: 1 } : {});
console.log(`\n${methodTable(method)}`);
const stores = await compareStores(quick);
console.log(`\n${stores.table}`);

const ours = signers.find(({ name }) => name === 'ours');
await recordFigures('links', values.record, [
  { what: 'sign a link', peer: 'aws4', ratio: ours?.ofAws4 ?? Number.NaN, goal: 2 },
  { what: 'sign a link', peer: 'one bare HMAC-SHA256', ratio: ours?.ofHmac ?? Number.NaN },
  ...method.rates.map(({ connections, ofEcho }) => ({
    what: `get a link over HTTP, with its audit row on disk, ${connections} connection${connections === 1 ? '' : 's'}`,
    peer: 'a node:http echo without a database',
    ratio: ofEcho,
    ...(connections === 64 ? { goal: 0.5 } : {}),
  })),
  ...stores.figures,
]);

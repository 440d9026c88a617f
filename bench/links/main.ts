/**
 * `npm run bench:links`: what links cost, from the signature to the file. One core's signer against others, the whole
 * method over HTTP against a bare echo, the embedded store against Ceph RGW. `--quick` only shows that everything runs.
 */
import { parseArgs } from 'node:util';
import { benchMethod, methodTable } from './method.ts';
import { benchSigners, signerTable } from './signer.ts';
import { compareStores } from './stores.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const quick = values.quick;

console.log(signerTable(await benchSigners(quick ? { rounds: 1, sliceMs: 20 } : {})));
console.log(`\n${methodTable(await benchMethod(quick ? { seconds: 1, rounds: 1 } : {}))}`);

console.log(`\n${await compareStores(quick)}`);

#!/usr/bin/env node
// Runs a script of package.json under the project's own Node: `node bin/npm-script.mjs scripts/test.ts …`.
import { fail, handOver } from './runtime.mjs';

const [script, ...args] = process.argv.slice(2);
if (script === undefined) fail('usage: node bin/npm-script.mjs <script.ts> [arguments]', 2);

await handOver(script, args, { development: true });

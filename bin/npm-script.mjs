#!/usr/bin/env node
// Runs a script of package.json under the project's own Node: `node bin/npm-script.mjs scripts/test.ts …`.
import './old-node.mjs';

// Imported when needed: an old Node must not read it.
import('./runtime.mjs').then(({ fail, handOver }) => {
  const [script, ...args] = process.argv.slice(2);
  if (script === undefined) fail('usage: node bin/npm-script.mjs <script.ts> [arguments]', 2);
  return handOver(script, args, { development: true });
});

#!/usr/bin/env node
// The `esoz` command: plain JavaScript for whatever Node is installed; the program itself is src/cli/main.ts.
import './old-node.mjs';

// Imported when needed: an old Node must not read it.
Promise.all([import('./node-options.mjs'), import('./runtime.mjs')]).then(([{ nodeOptions }, { handOver }]) =>
  handOver('src/cli/main.ts', process.argv.slice(2), { development: false, nodeOptions }),
);

#!/usr/bin/env node
// The `esoz` command: plain JavaScript for whatever Node is installed; the program itself is src/cli/main.ts.
import { nodeOptions } from './node-options.mjs';
import { handOver } from './runtime.mjs';

await handOver('src/cli/main.ts', process.argv.slice(2), { development: false, nodeOptions });

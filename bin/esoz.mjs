#!/usr/bin/env node
// The `esoz` command: plain JavaScript for whatever Node is installed; the program itself is src/cli/main.ts.
import { handOver } from './runtime.mjs';

// Without bounds V8 lets garbage of short requests grow to hundreds of megabytes before it looks; see
// docs/explanation/performance.md for what these cost and save.
const nodeOptions = ['--max-old-space-size=512', '--max-semi-space-size=4'];

await handOver('src/cli/main.ts', process.argv.slice(2), { development: false, nodeOptions });

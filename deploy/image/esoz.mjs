#!/usr/local/bin/node
// `esoz` inside the image, where nothing is to be installed: bin/esoz.mjs does that elsewhere.
import '../../src/cli/main.ts';

/** `npm run examples`: writes `openapi/examples.json` anew, by the run of the test that otherwise compares it. */
process.env.RECORD_EXAMPLES = 'yes';
process.argv.push('test/examples/examples.test.ts');
await import('./test.ts');

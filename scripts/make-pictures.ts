/**
 * `npm run pictures`: the pictures of the officers' tutorial, made anew by the test that goes its way. They are committed, and
 * not compared: a browser draws letters a little differently on every machine.
 */
process.env.PICTURES = 'make';
process.argv.push('test/console/officers-tutorial.test.ts');
await import('./test.ts');

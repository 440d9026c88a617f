/**
 * Runs the test files of its arguments, paths from the root, in this one process: a suite for each, so that its hooks
 * are its own and an outcome says where it comes from.
 */
import path from 'node:path';
import { suite } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from '../checks/files.ts';

for (const file of process.argv.slice(2)) {
  const loaded = Promise.withResolvers<void>();
  suite(file, async () => {
    // Called before anything is awaited: the tests would else belong to no suite.
    await import(pathToFileURL(path.join(root, file)).href).finally(loaded.resolve);
  });
  // One after the other: what two files load at the same time could register its tests with either.
  await loaded.promise;
}

// A process of its own for the tests: opens the database of a directory, says so in a line of JSON on stdout,
// and keeps it until its stdin ends. Usage: launch.fixture.ts <start|open> <dataDir> [toolPath]
import { EmbeddedPostgresError, openEmbeddedPostgres, startEmbeddedPostgres } from './index.ts';

const [kind, dataDir, toolPath] = process.argv.slice(2);

function say(fields: object): void {
  process.stdout.write(`${JSON.stringify(fields)}\n`);
}

const log = {
  info: (fields: object, message: string) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
  warn: (fields: object, message: string) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
  error: (fields: object, message: string) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
};

try {
  const open = kind === 'start' ? startEmbeddedPostgres : openEmbeddedPostgres;
  const options = { dataDir: dataDir!, log };
  const database = await open(toolPath === undefined ? options : { ...options, toolPath });
  say({ state: 'ready', ...database });
  process.stdin.resume();
  await new Promise((resolve) => process.stdin.once('end', resolve));
  await database.stop();
  say({ state: 'stopped' });
} catch (error) {
  if (!(error instanceof EmbeddedPostgresError)) throw error;
  say({ state: 'failed', code: error.code, message: error.message, hint: error.hint });
}

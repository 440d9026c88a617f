// The first thing that runs, also on a Node that cannot read our other files: a reason in place of a syntax error.
const LOWEST_MAJOR = 20;

if (Number(process.versions.node.split('.')[0]) < LOWEST_MAJOR) {
  const remedy = `Install Node.js ${LOWEST_MAJOR} or newer (nodejs.org), then start again.`;
  process.stderr.write(`esoz: this is Node.js ${process.versions.node}, which is too old. ${remedy}\n`);
  process.exit(1);
}

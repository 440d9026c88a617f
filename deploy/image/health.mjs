// HEALTHCHECK of the image, which has neither a shell nor curl: 0 when what runs in the container is ready.
const HOST = process.env.HOST || '127.0.0.1';
const ADMIN_PORTS = [process.env.ADMIN_PORT || '4001', process.env.AEL_ADMIN_PORT || '4011'];

/** Less than the timeout of the check, so that a reason is printed. */
const LIMIT_MS = 4_000;

// Of the address for all interfaces, the one that leads back here.
const host = { '0.0.0.0': '127.0.0.1', '::': '::1' }[HOST] ?? HOST;
const signal = AbortSignal.timeout(LIMIT_MS);
const ask = async (port) => {
  const response = await fetch(`http://${host.includes(':') ? `[${host}]` : host}:${port}/ready`, { signal });
  return { status: response.status, text: await response.text() };
};

try {
  // One of the two runs here, `start` or `ael`: the other's port refuses.
  const { status, text } = await Promise.any(ADMIN_PORTS.map(ask));
  process.stdout.write(`${text}\n`);
  process.exitCode = status === 200 ? 0 : 1;
} catch (error) {
  const reasons = error.errors.map(({ message, cause }) => cause?.message ?? message);
  process.stderr.write(`nothing answers: ${reasons.join('; ')}\n`);
  process.exitCode = 1;
}

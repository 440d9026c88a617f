/** Why a `fetch` failed, for the log: `ECONNREFUSED`, `timed out`, …; never the address, which may be a link. */
export function reasonOf(error: unknown): string {
  const { name, cause } = error as Error;
  if (name === 'TimeoutError') return 'timed out';
  const { code, message } = (cause ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return code;
  return message === 'bad port' ? 'fetch does not use this port' : name;
}

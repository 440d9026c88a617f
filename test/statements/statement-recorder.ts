/** Lists what a program asks of PostgreSQL, from the bytes on the wire. */
export type StatementRecorder = {
  onClientBytes(connection: number, bytes: Buffer): void;
  /** Names of the statements run so far, and the text of those without a name. */
  statements(): readonly string[];
};

type Connection = { pending: Buffer; isStarted: boolean; unnamed: string };

export function recordStatements(): StatementRecorder {
  const connections = new Map<number, Connection>();
  const run: string[] = [];
  return {
    statements: () => run,
    onClientBytes(number, bytes) {
      const connection = connections.get(number) ?? {
        pending: Buffer.alloc(0),
        isStarted: false,
        unnamed: '',
      };
      connections.set(number, connection);
      connection.pending = Buffer.concat([connection.pending, bytes]);
      for (let message = take(connection); message !== undefined; message = take(connection)) {
        const [first = '', second = ''] = message.text.split('\0');
        if (message.type === 'Q') run.push(first);
        // Parse is a name and a text, Bind a portal and the name of what it binds.
        if (message.type === 'P' && first === '') connection.unnamed = second;
        if (message.type === 'B') run.push(second || connection.unnamed);
      }
    },
  };
}

/** The next whole message; the first of a connection has no type. */
function take(connection: Connection): { type: string; text: string } | undefined {
  const { pending, isStarted } = connection;
  const header = isStarted ? 1 : 0;
  if (pending.length < header + 4) return undefined;
  const length = header + pending.readInt32BE(header);
  if (pending.length < length) return undefined;
  connection.pending = pending.subarray(length);
  connection.isStarted = true;
  const type = isStarted ? String.fromCharCode(pending[0] as number) : '';
  return { type, text: pending.toString('utf8', header + 4, length) };
}

/**
 * Which statements went over a connection to PostgreSQL, read from the bytes of the client (message formats of its
 * frontend protocol): one entry each time something is carried out, its name or, without one, its text.
 */
export type StatementLog = {
  onClientBytes(connection: number, bytes: Buffer): void;
  /** What came since the last call. */
  take(): string[];
};

export function recordStatements(): StatementLog {
  let taken: string[] = [];
  const streams = new Map<
    number,
    { started: boolean; rest: Buffer; bound: string; texts: Map<string, string> }
  >();

  return {
    onClientBytes(connection, bytes) {
      const stream = streams.get(connection) ?? {
        started: false,
        rest: Buffer.alloc(0),
        bound: '',
        texts: new Map(),
      };
      streams.set(connection, stream);
      stream.rest = Buffer.concat([stream.rest, bytes]);
      for (;;) {
        // The first message of a connection has no type byte.
        const lengthAt = stream.started ? 1 : 0;
        if (stream.rest.length < lengthAt + 4) return;
        const end = lengthAt + stream.rest.readInt32BE(lengthAt);
        if (stream.rest.length < end) return;
        const type = stream.started ? String.fromCharCode(stream.rest[0] as number) : '';
        const content = stream.rest.subarray(lengthAt + 4, end);
        stream.rest = stream.rest.subarray(end);
        stream.started = true;
        const [first = '', second = ''] = content.toString('utf8').split('\0');
        if (type === 'Q') taken.push(first);
        if (type === 'P') stream.texts.set(first, second);
        if (type === 'B') stream.bound = second; // portal, then statement
        if (type === 'E') taken.push(stream.bound || (stream.texts.get('') ?? ''));
      }
    },
    take() {
      const statements = taken;
      taken = [];
      return statements;
    },
  };
}

import type { Worker } from 'node:cluster';

/** What node:cluster sends along with a connection, and what a worker says when it has it. */
type Sent = { act?: string; seq?: number };
type Acknowledged = { ack?: number };
type Handle = { close(): void };

/**
 * Closes the connections that were on their way to a worker when it died. Node keeps them open, waiting for ever for a word
 * from the dead, and so would their callers; closed they are told at once. This looks at messages that Node does not
 * document: should they change, the test that kills a worker under load says so.
 */
export function closeInTransit(worker: Worker): void {
  const underWay = new Map<number | undefined, Handle>();
  const channel = worker.process;
  const send = channel.send as (message: Sent, handle?: Handle, ...rest: unknown[]) => boolean;
  channel.send = ((message: Sent, handle?: Handle, ...rest: unknown[]) => {
    if (message.act === 'newconn' && handle !== undefined) underWay.set(message.seq, handle);
    return send.call(channel, message, handle, ...rest);
  }) as typeof channel.send;
  channel.on('internalMessage', ({ ack }: Acknowledged) => underWay.delete(ack));
  worker.once('exit', () => {
    for (const handle of underWay.values()) handle.close();
  });
}

import type { Socket } from 'node:net';

/**
 * Ends a connection with RST, as a crash of the other machine does. Not while its orderly end is under way: Node then
 * never closes the handle, and the process spins for ever when it wants to exit.
 */
export function reset(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}

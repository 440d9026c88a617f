import { type CallRequest, call } from './call.ts';
import type { Client } from './types.ts';

/**
 * The function of a method; `Method` is its type, an `Operation`. Pure, so that a bundler leaves out those that nobody
 * imports.
 */
export function operation<Method>(method: string, path: string, traits = 0): Method {
  return ((client: Client, request: CallRequest = {}) =>
    call(client, { method, path, traits }, request)) as Method;
}

import { type CallRequest, call } from './call.ts';
import type { Client, Operation, OperationId } from './types.ts';

/** The function of a method. Pure, so that a bundler leaves out those that nobody imports. */
export function operation<Id extends OperationId>(method: string, path: string, traits = 0): Operation<Id> {
  return ((client: Client, request: CallRequest = {}) =>
    call(client, { method, path, traits }, request)) as Operation<Id>;
}

import type { AnswerOf } from '../../api/answers.ts';
import type { HandledRequest } from '../../api/route.ts';
import { RPC_CODES } from '../ael-error.ts';
import type { Ael } from '../contract.ts';
import { answerRpc, type RpcOutcome } from './json-rpc.ts';

export type RpcRequest<Body> = HandledRequest<{ body: Body }, object>;

/** A document of JSON-RPC; what is wrong with it is an answer like any other. */
export async function handleRpc(
  request: RpcRequest<Buffer>,
  { ael }: { ael: Ael },
): Promise<AnswerOf<'bare'>> {
  const { body, requestId } = request;
  const { observe, finish } = observeCalls(request);
  const json = await answerRpc(ael, body, { requestId }, observe).finally(finish);
  return { kind: 'bare', json };
}

/** Notes what was called for the request's line in the log; what AEL could not do gets a line of its own. */
export function observeCalls({ log, note }: Pick<RpcRequest<unknown>, 'log' | 'note'>) {
  const calls: string[] = [];
  return {
    observe({ method, code, error }: RpcOutcome): void {
      calls.push(code === undefined ? method : `${method} ${code}`);
      // Without its error it is told by who answers it.
      if (code === RPC_CODES.unavailable && error) log.error({ err: error, method }, 'call failed');
    },
    finish: () => note({ calls }),
  };
}

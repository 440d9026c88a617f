import { MalformedJson, parseStrictJson } from '../../platform/json/strict-json.ts';
import { AelError, RPC_CODES } from '../ael-error.ts';
import { AEL_METHODS, type Ael, type AelCall, type AelMethod } from '../contract.ts';
import { INVALID } from '../contract-check.ts';

/** A batch may not buy more work than this with one request. */
const MAX_BATCH = 100;
/** Of a batch: each can be a thousand objects that the store is asked for. */
const MAX_LISTS = 4;
/** Each answer repeats the id of its request. */
const MAX_ID_CHARACTERS = 255;

type RpcId = string | number | null;
export type RpcResponse =
  | { jsonrpc: '2.0'; result: unknown; id: RpcId }
  | { jsonrpc: '2.0'; error: { code: number; message: string; data?: unknown }; id: RpcId };

/** What was called, for the log: names and codes, never params. */
export type RpcOutcome = { method: string; code: number | undefined; error?: AelError };

/**
 * Answers a JSON-RPC 2.0 document: one request or a batch. Nothing is answered to notifications; since no method
 * changes anything, they are not carried out either.
 * @returns undefined where there is nothing to answer
 */
export async function answerRpc(
  ael: Ael,
  bytes: Buffer,
  call: AelCall,
  observe: (outcome: RpcOutcome) => void,
): Promise<RpcResponse | RpcResponse[] | undefined> {
  let document: unknown;
  try {
    document = parseStrictJson(bytes);
  } catch (error) {
    if (!(error instanceof MalformedJson)) throw error;
    return failure(null, new AelError(RPC_CODES.parseError, 'Parse error'), observe);
  }
  if (!Array.isArray(document)) return answerOne(ael, document, call, observe);
  if (document.length === 0 || document.length > MAX_BATCH) {
    const message = document.length === 0 ? 'Invalid Request' : `A batch has at most ${MAX_BATCH} requests`;
    return failure(null, new AelError(RPC_CODES.invalidRequest, message), observe);
  }
  if (document.filter(isList).length > MAX_LISTS) {
    const message = `A batch has at most ${MAX_LISTS} requests of list_objects`;
    return failure(null, new AelError(RPC_CODES.invalidRequest, message), observe);
  }
  const answers = await Promise.all(document.map((request) => answerOne(ael, request, call, observe)));
  const responses = answers.filter((answer) => answer !== undefined);
  return responses.length === 0 ? undefined : responses;
}

async function answerOne(
  ael: Ael,
  request: unknown,
  call: AelCall,
  observe: (outcome: RpcOutcome) => void,
): Promise<RpcResponse | undefined> {
  if (!isRequest(request))
    return failure(null, new AelError(RPC_CODES.invalidRequest, 'Invalid Request'), observe);
  const { id, method, params } = request;
  if (id === undefined) return undefined;
  try {
    const result = await invoke(ael, method, params, call);
    observe({ method, code: undefined });
    return { jsonrpc: '2.0', result, id };
  } catch (error) {
    const known =
      error instanceof AelError ? error : new AelError(RPC_CODES.unavailable, 'AEL failed', { cause: error });
    return failure(id, known, observe, method);
  }
}

type RpcRequest = { method: string; params?: unknown; id?: RpcId };

function isRequest(value: unknown): value is RpcRequest {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const { jsonrpc, method, id } = value as Record<string, unknown>;
  const validId = id === undefined || id === null || isShort(id) || isExact(id);
  return jsonrpc === '2.0' && typeof method === 'string' && validId;
}

const isList = (request: unknown): boolean => isRequest(request) && request.method === 'list_objects';

/** And without half of a surrogate pair, for which strict readers would refuse the whole answer, a batch with it. */
const isShort = (id: unknown): id is string =>
  typeof id === 'string' && id.length <= MAX_ID_CHARACTERS && id.isWellFormed();

/** A number that reading did not round: the answer must carry the very id of the request. */
const isExact = (id: unknown): id is number => typeof id === 'number' && Number.isSafeInteger(id);

/** Calls a method by its name on the wire. @throws AelError */
export async function invoke(ael: Ael, method: string, params: unknown, call: AelCall): Promise<unknown> {
  if (!isMethod(method)) throw new AelError(RPC_CODES.methodNotFound, 'Method not found');
  const named = params ?? {};
  if (typeof named !== 'object' || Array.isArray(named)) {
    throw new AelError(RPC_CODES.invalidParams, 'Invalid params', { data: { params: [INVALID] } });
  }
  switch (method) {
    case 'signed_url':
      return ael.signedUrl(named as Parameters<Ael['signedUrl']>[0], call);
    case 'list_objects':
      return ael.listObjects(named as Parameters<Ael['listObjects']>[0], call);
    case 'check':
      return ael.check(named as Parameters<Ael['check']>[0], call);
  }
}

const isMethod = (method: string): method is AelMethod => Object.hasOwn(AEL_METHODS, method);

function failure(
  id: RpcId,
  error: AelError,
  observe: (outcome: RpcOutcome) => void,
  method = 'none',
): RpcResponse {
  // A name that is not ours may be anything: it must not become a label or a log line.
  observe({ method: isMethod(method) ? method : 'unknown', code: error.code, error });
  const { code, message, data } = error;
  return { jsonrpc: '2.0', error: { code, message, ...(data === undefined ? {} : { data }) }, id };
}

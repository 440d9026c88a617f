import type { Answer } from '../../api/answers.ts';
import { ApiError, type InvalidEntry } from '../../platform/errors/error-definition.ts';
import { httpErrors, unavailable } from '../../platform/errors/http-errors.ts';
import { AelError, type ParamMistakes, RPC_CODES } from '../ael-error.ts';
import type { Ael } from '../contract.ts';
import { INVALID } from '../contract-check.ts';
import { observeCalls, type RpcRequest } from './handle-rpc.ts';
import { invoke } from './json-rpc.ts';

const METHOD = 'signed_url';

/** @throws ApiError 422 or 503 */
export async function createSecret(
  request: RpcRequest<{ secret: object }>,
  { ael }: { ael: Ael },
): Promise<Answer> {
  const { body, requestId } = request;
  const { observe, finish } = observeCalls(request);
  try {
    const data = await invoke(ael, METHOD, body.secret, { requestId });
    observe({ method: METHOD, code: undefined });
    return { data };
  } catch (error) {
    if (!(error instanceof AelError)) throw error;
    observe({ method: METHOD, code: error.code });
    throw error.code === RPC_CODES.invalidParams
      ? asInvalid(error.data as ParamMistakes)
      : unavailable(error);
  } finally {
    finish();
  }
}

function asInvalid(mistakes: ParamMistakes): ApiError {
  const invalid: InvalidEntry[] = Object.entries(mistakes).map(([name, descriptions]) => ({
    entry: `$.secret.${name}`,
    entry_type: 'json_data_property',
    rules: descriptions.map((description) => ({
      rule: description === INVALID ? 'invalid' : 'required',
      description,
      raw_description: description,
      params: [],
    })),
  }));
  return new ApiError(httpErrors.schemaInvalid, { invalid });
}

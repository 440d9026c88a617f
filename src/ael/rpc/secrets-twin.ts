import { ApiError, type InvalidEntry } from '../../platform/errors/error-definition.ts';
import { httpErrors, malformed, schemaInvalid, unavailable } from '../../platform/errors/http-errors.ts';
import { MalformedJson, parseStrictJson } from '../../platform/json/strict-json.ts';
import { compileValidator } from '../../platform/json/validator.ts';
import { AelError, type ParamMistakes, RPC_CODES } from '../ael-error.ts';
import type { Ael, AelCall, AelResults } from '../contract.ts';
import { INVALID } from '../contract-check.ts';
import { invoke, type RpcOutcome } from './json-rpc.ts';

const validate = compileValidator({
  type: 'object',
  additionalProperties: false,
  required: ['secret'],
  properties: { secret: { type: 'object' } },
});

/**
 * `POST /media_content_storage_secrets`, the twin of `signed_url` for callers that speak no JSON-RPC.
 * @returns the data of a 201
 * @throws ApiError 400, 422 or 503
 */
export async function createSecret(
  ael: Ael,
  bytes: Buffer,
  call: AelCall,
  observe: (outcome: RpcOutcome) => void,
): Promise<AelResults['signed_url']> {
  const { secret } = read(bytes);
  const method = 'signed_url';
  try {
    const result = await invoke(ael, method, secret, call);
    observe({ method, code: undefined });
    return result as AelResults['signed_url'];
  } catch (error) {
    if (!(error instanceof AelError)) throw error;
    observe({ method, code: error.code, error });
    throw error.code === RPC_CODES.invalidParams
      ? asInvalid(error.data as ParamMistakes)
      : unavailable(error);
  }
}

function read(bytes: Buffer): { secret: unknown } {
  try {
    const document = parseStrictJson(bytes);
    const invalid = validate(document);
    if (invalid.length > 0) throw schemaInvalid(invalid);
    return document as { secret: unknown };
  } catch (error) {
    throw error instanceof MalformedJson ? malformed() : error;
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

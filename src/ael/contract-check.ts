import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { ParamMistakes } from './ael-error.ts';
import { AEL_METHODS, type AelMethod, type AelResults } from './contract.ts';

/** The sentences that callers of AEL know. */
const BLANK = "can't be blank";
export const INVALID = 'is invalid';

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, unicodeRegExp: true });
/** Compiled when it is first asked; Ajv remembers it by the schema. */
const validatorOf = (method: AelMethod, part: 'params' | 'result'): ValidateFunction =>
  ajv.compile(AEL_METHODS[method][part]);

/** What is wrong with the params of a method, parameter by parameter; empty when nothing is. */
export function paramMistakes(method: AelMethod, params: unknown): ParamMistakes {
  if (params === null || typeof params !== 'object' || Array.isArray(params)) return { params: [INVALID] };
  const validate = validatorOf(method, 'params');
  const mistakes = new Map<string, string[]>();
  if (!validate(params)) {
    for (const error of validate.errors ?? []) {
      const name = nameOf(error);
      mistakes.set(name, [isBlank(method, name, params as Record<string, unknown>) ? BLANK : INVALID]);
    }
  }
  for (const name of AEL_METHODS[method].params.required) {
    if (isBlank(method, name, params as Record<string, unknown>)) mistakes.set(name, [BLANK]);
  }
  return Object.fromEntries(mistakes);
}

/** Whether an answer is what the contract promises. */
export function isResult<M extends AelMethod>(method: M, value: unknown): value is AelResults[M] {
  return validatorOf(method, 'result')(value) as boolean;
}

/** An empty text is as blank as a missing one. */
function isBlank(method: AelMethod, name: string, params: Record<string, unknown>): boolean {
  const required: readonly string[] = AEL_METHODS[method].params.required;
  const value = Object.hasOwn(params, name) ? params[name] : undefined;
  return required.includes(name) && (value === undefined || value === null || value === '');
}

function nameOf({ keyword, params, instancePath }: ErrorObject): string {
  if (keyword === 'required') return params.missingProperty as string;
  if (keyword === 'additionalProperties') return params.additionalProperty as string;
  return instancePath.slice(1);
}

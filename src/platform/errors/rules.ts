import { ApiError, businessError, type ErrorDefinition, type InvalidEntry } from './error-definition.ts';

/**
 * A business rule as data. Arrays of rules stand in the order of the specification, and the first that does not hold answers;
 * the reference page of rules is generated from them.
 */
export type Rule<Facts> = {
  /** Stable name: log line, metric, documentation, test. */
  id: string;
  /** Section and step of the specification, e.g. `4.2 (6)`. */
  step: string;
  /** What must hold, one sentence. */
  sentence: string;
  /** Pure: everything it looks at is in the facts. */
  holds(facts: Facts): boolean;
  /** What a refusal is. */
  refusal: ErrorDefinition;
  /** The property that breaks it, which a 422 names. */
  entry?: string;
  /** What fills the blanks of the refusal's text. */
  values?(facts: Facts): Record<string, string>;
  /** Which values would hold, for whoever asks beforehand: a refusal's body is literal. */
  allowed?(facts: Facts): readonly string[];
  /** `invalid` of the refusal, where it is not the usual one. */
  invalid?(facts: Facts): InvalidEntry[];
};

/** Where a refusal is counted; the rule's id is the label. */
export type RefusalObserver = (ruleId: string) => void;

/** The first rule of the array that does not hold, or undefined. */
export function firstBrokenRule<Facts>(rules: readonly Rule<Facts>[], facts: Facts): Rule<Facts> | undefined {
  return rules.find((rule) => !rule.holds(facts));
}

/** The refusal by a rule, for these facts. */
export function refusalOf<Facts>({ refusal, entry, values, invalid }: Rule<Facts>, facts: Facts): ApiError {
  if (invalid) return new ApiError(refusal, { invalid: invalid(facts) });
  return businessError(refusal, { ...(entry === undefined ? {} : { entry }), values: values?.(facts) ?? {} });
}

/**
 * Passes when every rule holds.
 * @throws the ApiError of the first rule that does not
 */
export function enforceRules<Facts>(
  rules: readonly Rule<Facts>[],
  facts: Facts,
  observe: RefusalObserver,
): void {
  const broken = firstBrokenRule(rules, facts);
  if (!broken) return;
  observe(broken.id);
  throw refusalOf(broken, facts);
}

import { useEffect, useState } from 'preact/hooks';
import { validateLicense } from '#client';
import { useConsole } from '../../console.ts';
import type { LicenseFields } from './fields.ts';
import { askedBody, type RuleId, type RuleState, stateOfRule } from './rules.ts';

/** So long nothing is typed before the registry is asked. */
const PAUSE_MS = 400;

export type Check = { rule: RuleId; state: RuleState };

/**
 * The rules as they stand for what is in the form. The registry is asked while one types; what comes late is dropped, and
 * without a connection a rule is just not known.
 * @param known what the page knows without asking
 */
export function useChecks(
  rules: readonly RuleId[],
  fields: LicenseFields,
  someType: string,
  known: Partial<Record<RuleId, RuleState>> = {},
): { checks: Check[]; again(): void } {
  const { session, clock } = useConsole();
  const [said, setSaid] = useState<Record<string, 'held' | 'broken' | 'not_reached'>>({});
  const [turn, setTurn] = useState(0);
  const today = clock.today();
  const body = askedBody(fields, today, someType);
  const again = () => setTurn((before) => before + 1);
  useEffect(() => {
    const ending = new AbortController();
    const timer = setTimeout(async () => {
      const result = await validateLicense(session.client, { body, signal: ending.signal });
      if (ending.signal.aborted) return;
      setSaid(
        result.ok ? Object.fromEntries(result.data.checks.map(({ rule, state }) => [rule, state])) : {},
      );
    }, PAUSE_MS);
    addEventListener('online', again);
    return () => {
      clearTimeout(timer);
      ending.abort();
      removeEventListener('online', again);
    };
  }, [JSON.stringify(body), turn]);
  const checks = rules.map((rule) => ({
    rule,
    state: known[rule] ?? stateOfRule(rule, fields, today, said),
  }));
  return { checks, again };
}

import { useConsole } from '../console.ts';
import { SCOPES } from '../session/scopes.ts';
import type { Option } from './engine/questions.ts';

/** Every scope in words, and those without words that somebody has. */
export function useScopeOptions(others: readonly string[] = []): Option[] {
  const words = useConsole().settings.scopes;
  const known = new Set<string>([...SCOPES, ...others]);
  return [...known].map((scope) => {
    const label = Object.hasOwn(words, scope) ? words[scope] : undefined;
    return label === undefined ? { value: scope, label: scope } : { value: scope, label, hint: scope };
  });
}

/** What they allow, in words, with the code that programs use. */
export function Scopes({ scopes }: { scopes: readonly string[] }) {
  const options = useScopeOptions(scopes);
  return (
    <ul class="scopes">
      {options
        .filter(({ value }) => scopes.includes(value))
        .map(({ value, label, hint }) => (
          <li key={value}>
            {label} {hint && <code>{hint}</code>}
          </li>
        ))}
    </ul>
  );
}

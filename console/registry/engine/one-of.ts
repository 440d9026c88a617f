import type { Asked } from '../../parts/asked.tsx';
import type { AnyFailed } from '../../parts/failure.tsx';

/** As the API would say of what is not there. */
const MISSING = {
  ok: false,
  status: 404,
  error: { kind: 'refused', status: 404, message: '', invalid: [] },
} as unknown as AnyFailed;

/** One of what is asked for as a list, since there is no method for it alone. */
export function oneOf<Answer, Row>(
  asked: Asked<Answer>,
  find: (answer: Answer) => Row | undefined,
): Asked<Row> {
  const value = asked.value && find(asked.value);
  const isMissing = asked.value !== undefined && value === undefined;
  return { ...asked, value, failed: asked.failed ?? (isMissing ? MISSING : undefined) };
}

import type { Client, OperationId, Result } from '#client';
import { useTexts } from '../console.ts';
import { Tag } from '../parts/tag.tsx';
import type { Scope } from '../session/scopes.ts';
import type { Deed } from './engine/deed.ts';
import { deed } from './engine/deed.ts';
import type { Option, Question } from './engine/questions.ts';
import { textOf } from './engine/questions.ts';
import { registryTexts } from './words.ts';

/** Whether somebody is shut out, in a word. */
export function AccessTag({ isBlocked }: { isBlocked: boolean }) {
  const words = useTexts(registryTexts);
  return <Tag kind={isBlocked ? 'bad' : 'good'}>{words[`access_${isBlocked}`]}</Tag>;
}

const CREDENTIAL_STATES = ['valid', 'expired', 'revoked', 'blocked'] as const;

/** Whether a key or a token opens anything. */
export function CredentialTag({ state }: { state: (typeof CREDENTIAL_STATES)[number] }) {
  const words = useTexts(registryTexts);
  return <Tag kind={state === 'valid' ? 'good' : 'rest'}>{words[state]}</Tag>;
}

export function useReason(): Question {
  const words = useTexts(registryTexts);
  return { name: 'reason', label: words.reason, hint: words.reasonHint, kind: 'lines' };
}

export function useBlockedOptions(): Option[] {
  const words = useTexts(registryTexts);
  return [true, false].map((is) => ({ value: String(is), label: words[`access_${is}`] }));
}

/** What becomes of the secret that is replaced. */
export function useReplacement(): Question {
  const words = useTexts(registryTexts);
  return {
    name: 'immediately',
    label: words.former,
    kind: 'choice',
    options: [
      { value: 'false', label: words.overlap, hint: words.overlapHint },
      { value: 'true', label: words.atOnce, hint: words.atOnceHint },
    ],
  };
}

export function useStateOptions(): Option[] {
  const words = useTexts(registryTexts);
  return CREDENTIAL_STATES.map((value) => ({ value, label: words[value] }));
}

type Blockable = { id: string; is_blocked: boolean };
type BlockCall<Id extends OperationId> = (
  client: Client,
  request: { path: { id: string }; body: { reason: string }; idempotencyKey: string },
) => Promise<Result<Id>>;

/** To shut somebody out, and to let them in again: each with its reason. */
export function useBlocking<Row, Of extends OperationId, Back extends OperationId>(of: {
  scope: Scope;
  subjectOf(row: Row): Blockable;
  block: BlockCall<Of>;
  unblock: BlockCall<Back>;
  headings: readonly [string, string];
  consequences: readonly [string, string];
  refusal?: (row: Row) => string | undefined;
}): Deed<Row>[] {
  const words = useTexts(registryTexts);
  const reason = useReason();
  const made = (isBlocking: boolean) =>
    deed<Row, Of | Back>({
      name: isBlocking ? 'block' : 'unblock',
      scope: of.scope,
      title: isBlocking ? words.block : words.unblock,
      heading: of.headings[isBlocking ? 0 : 1],
      consequence: of.consequences[isBlocking ? 0 : 1],
      ...(isBlocking && { isGrave: true }),
      isFor: (row) => of.subjectOf(row).is_blocked !== isBlocking,
      ...(of.refusal && { refusal: of.refusal }),
      questions: [reason],
      send: ({ client, row, answers, idempotencyKey }) =>
        (isBlocking ? of.block : of.unblock)(client, {
          path: { id: of.subjectOf(row).id },
          body: { reason: textOf(answers, 'reason') },
          idempotencyKey,
        }),
      told: () => ({ title: isBlocking ? words.blockedNow : words.unblocked }),
    });
  return [made(true), made(false)];
}

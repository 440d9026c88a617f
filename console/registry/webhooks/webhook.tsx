import type { Schemas } from '#client';
import { useTexts } from '../../console.ts';
import { Tag } from '../../parts/tag.tsx';
import type { Question } from '../engine/questions.ts';
import { eventTexts } from '../events/texts.ts';
import { webhookTexts } from './texts.ts';

export type Webhook = Schemas['Webhook'];
export type EventTypes = Webhook['event_types'];

export const addressOfWebhook = (id: string): string =>
  `/console/registry/webhooks/${encodeURIComponent(id)}`;

export function WebhookTag({ webhook: { is_active, failures } }: { webhook: Webhook }) {
  const words = useTexts(webhookTexts);
  if (!is_active) return <Tag kind="rest">{words.paused}</Tag>;
  return failures > 0 ? <Tag kind="warn">{words.failing}</Tag> : <Tag kind="good">{words.good}</Tag>;
}

/** Types of events in words; none chosen are all, and so are all of them. */
export function useTypesText(): (types: readonly string[]) => string {
  const words = useTexts(webhookTexts);
  const { types: names } = useTexts(eventTexts);
  return (types) =>
    types.length === 0 || Object.keys(names).every((type) => types.includes(type))
      ? words.allTypes
      : types.map((type) => names[type] ?? type).join(', ');
}

export function useTypesQuestion(): Question {
  const words = useTexts(webhookTexts);
  const { types } = useTexts(eventTexts);
  return {
    name: 'event_types',
    label: words.types,
    hint: words.typesHint,
    kind: 'choices',
    options: Object.entries(types).map(([value, label]) => ({ value, label, hint: value })),
  };
}

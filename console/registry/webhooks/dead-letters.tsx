import { listDeadLettersOfWebhook, retryDeadLettersOfWebhook, type Schemas } from '#client';
import { type PageProps, useTexts } from '../../console.ts';
import { Moment } from '../../parts/day.tsx';
import { deed } from '../engine/deed.ts';
import { Listing } from '../engine/listing.tsx';
import { eventTexts } from '../events/texts.ts';
import { webhookTexts } from './texts.ts';

type Letter = Schemas['DeadLetter'];

export default function DeadLetters({ params: { id = '' } }: PageProps) {
  const words = useTexts(webhookTexts);
  const { types } = useTexts(eventTexts);
  return (
    <Listing<'listDeadLettersOfWebhook', Letter>
      title={words.letters}
      lead={words.lettersLead}
      list={(client, { query, signal }) => listDeadLettersOfWebhook(client, { path: { id }, query, signal })}
      rowsOf={({ data }) => data}
      columns={[
        {
          title: words.event,
          cell: ({ event_type, event_id }) => (
            <>
              {types[event_type] ?? event_type}
              <small>
                <code>{event_id}</code>
              </small>
            </>
          ),
        },
        { title: words.attempts, cell: ({ attempts }) => attempts },
        { title: words.lastError, cell: ({ last_error }) => <bdi lang="en">{last_error}</bdi> },
        {
          title: words.failedAt,
          cell: ({ failed_at, retry_requested_at }) => (
            <>
              <Moment at={failed_at} />
              {retry_requested_at !== null && <small>{words.asked}</small>}
            </>
          ),
        },
      ]}
      idOf={(letter) => letter.id}
      nameOf={({ event_id }) => event_id}
      empty={words.lettersEmpty}
      deeds={[
        deed<Letter, 'retryDeadLettersOfWebhook'>({
          name: 'retry',
          scope: 'webhook:write',
          title: words.retry,
          heading: `${words.retry}?`,
          consequence: words.retryText,
          questions: [],
          send: ({ client, row, idempotencyKey }) =>
            retryDeadLettersOfWebhook(client, {
              path: { id },
              body: { dead_letter_id: row.id },
              idempotencyKey,
            }),
          told: ({ data }) => ({ title: words.retried(data.retried) }),
        }),
      ]}
    />
  );
}

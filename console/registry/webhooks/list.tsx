import { listWebhooks, removeWebhook } from '#client';
import { useTexts } from '../../console.ts';
import { deed } from '../engine/deed.ts';
import { Listing } from '../engine/listing.tsx';
import { webhookTexts } from './texts.ts';
import { addressOfWebhook, useTypesText, type Webhook, WebhookTag } from './webhook.tsx';

export default function Webhooks() {
  const words = useTexts(webhookTexts);
  const typesText = useTypesText();
  return (
    <Listing<'listWebhooks', Webhook>
      title={words.title}
      lead={words.lead}
      list={listWebhooks}
      rowsOf={({ data }) => data}
      create={{ title: words.add, address: '/console/registry/webhooks/new', scope: 'webhook:write' }}
      columns={[
        {
          title: words.url,
          cell: ({ id, url }) => (
            <a href={addressOfWebhook(id)}>
              <bdi>{url}</bdi>
            </a>
          ),
        },
        { title: words.state, cell: (webhook) => <WebhookTag webhook={webhook} /> },
        { title: words.types, cell: ({ event_types }) => typesText(event_types) },
        {
          title: words.dead,
          cell: ({ id, dead_letters: count }) =>
            count > 0 ? <a href={`${addressOfWebhook(id)}/dead-letters`}>{count}</a> : '—',
        },
      ]}
      idOf={({ id }) => id}
      nameOf={({ url }) => url}
      deeds={[
        deed<Webhook, 'removeWebhook'>({
          name: 'remove',
          scope: 'webhook:write',
          title: words.remove,
          heading: words.removeHeading,
          consequence: words.removeText,
          isGrave: true,
          questions: [],
          // What is gone is gone: the method takes no key.
          send: ({ client, row: { id } }) => removeWebhook(client, { path: { id } }),
          told: () => ({ title: words.removed }),
        }),
      ]}
    />
  );
}

import {
  blockConnection,
  listConnections,
  refreshSecretOfConnection,
  type Schemas,
  unblockConnection,
  updateConnection,
} from '#client';
import { useTexts } from '../../console.ts';
import { Moment } from '../../parts/day.tsx';
import { AccessTag, useBlockedOptions, useBlocking, useReplacement } from '../common.tsx';
import { type Deed, deed } from '../engine/deed.ts';
import { Listing } from '../engine/listing.tsx';
import { allOf, textOf } from '../engine/questions.ts';
import { registryTexts } from '../words.ts';
import { accessTexts } from './texts.ts';

type Row = Schemas['Connection'];

export default function Connections() {
  const words = { ...useTexts(registryTexts), ...useTexts(accessTexts) };
  return (
    <Listing
      title={words.connections}
      lead={words.connectionsLead}
      list={listConnections}
      rowsOf={({ data }) => data}
      create={{
        title: words.connect,
        address: '/console/registry/connections/new',
        scope: 'connection:write',
      }}
      filters={[
        { name: 'client_id', label: `${words.client}: ${words.id}`, kind: 'text' },
        { name: 'consumer_id', label: `${words.consumer}: ${words.id}`, kind: 'text' },
        { name: 'is_blocked', label: words.access, kind: 'choice', options: useBlockedOptions() },
      ]}
      columns={[
        {
          title: words.client,
          cell: ({ client_id, client_name }) => (
            <a href={`/console/registry/clients/${client_id}`}>
              <bdi>{client_name}</bdi>
            </a>
          ),
        },
        { title: words.consumer, cell: ({ consumer_name }) => <bdi>{consumer_name}</bdi> },
        {
          title: words.uris,
          cell: ({ redirect_uris }) => (
            <ul>
              {redirect_uris.map((uri) => (
                <li key={uri}>
                  <code>{uri}</code>
                </li>
              ))}
            </ul>
          ),
        },
        {
          title: words.secretUsed,
          cell: ({ secret_last_used_at: used, former_secret_expires_at: former }) => (
            <>
              {used === null ? words.never : <Moment at={used} />}
              {former !== null && (
                <small>
                  {words.formerUntil} <Moment at={former} />
                </small>
              )}
            </>
          ),
        },
        { title: words.access, cell: ({ is_blocked }) => <AccessTag isBlocked={is_blocked} /> },
      ]}
      idOf={({ id }) => id}
      nameOf={({ client_name, consumer_name }) => `${client_name} — ${consumer_name}`}
      deeds={useConnectionDeeds()}
    />
  );
}

function useConnectionDeeds(): Deed<Row>[] {
  const words = { ...useTexts(registryTexts), ...useTexts(accessTexts) };
  const scope = 'connection:write';
  return [
    deed<Row, 'updateConnection'>({
      name: 'uris',
      scope,
      title: words.urisDeed,
      heading: words.urisDeed,
      consequence: words.urisText,
      questions: [
        { name: 'redirect_uris', label: words.uris, hint: words.urisHint, kind: 'lines', isOptional: true },
      ],
      initial: ({ redirect_uris }) => ({ redirect_uris: redirect_uris.join('\n') }),
      send: ({ client, row: { id }, answers, idempotencyKey }) =>
        updateConnection(client, {
          path: { id },
          body: { redirect_uris: allOf(answers, 'redirect_uris') },
          idempotencyKey,
        }),
      told: () => ({ title: words.urisChanged }),
    }),
    deed<Row, 'refreshSecretOfConnection'>({
      name: 'rotate',
      scope,
      title: words.rotate,
      heading: words.rotateHeading,
      isFor: ({ has_secret }) => has_secret,
      questions: [useReplacement()],
      send: ({ client, row: { id }, answers, idempotencyKey }) =>
        refreshSecretOfConnection(client, {
          path: { id },
          body: { immediately: textOf(answers, 'immediately') === 'true' },
          idempotencyKey,
        }),
      told: ({ data }) => ({ title: words.rotated, secret: { label: words.secret, value: data.secret } }),
    }),
    ...useBlocking<Row, 'blockConnection', 'unblockConnection'>({
      scope,
      subjectOf: (row) => row,
      block: blockConnection,
      unblock: unblockConnection,
      headings: [words.blockHeading, words.unblockHeading],
      consequences: [words.blockText, words.unblockText],
    }),
  ];
}

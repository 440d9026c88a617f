import { listApiKeys, revokeApiKey, rotateApiKey, type Schemas } from '#client';
import { useTexts } from '../../console.ts';
import { Moment } from '../../parts/day.tsx';
import { CredentialTag, useReplacement, useStateOptions } from '../common.tsx';
import { type Deed, deed } from '../engine/deed.ts';
import { Listing } from '../engine/listing.tsx';
import { textOf } from '../engine/questions.ts';
import { registryTexts } from '../words.ts';
import { accessTexts } from './texts.ts';

type Row = Schemas['ApiKey'];

export default function Keys() {
  const words = { ...useTexts(registryTexts), ...useTexts(accessTexts) };
  return (
    <Listing
      title={words.keys}
      lead={words.keysLead}
      list={listApiKeys}
      rowsOf={({ data }) => data}
      create={{ title: words.issue, address: '/console/registry/keys/new', scope: 'api_key:write' }}
      filters={[
        { name: 'client_id', label: `${words.client}: ${words.id}`, kind: 'text' },
        { name: 'state', label: words.state, kind: 'choice', options: useStateOptions() },
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
        { title: words.state, cell: ({ state }) => <CredentialTag state={state} /> },
        { title: words.created, isNarrow: true, cell: ({ inserted_at }) => <Moment at={inserted_at} /> },
        {
          title: words.lastUsed,
          isNarrow: true,
          cell: ({ last_used_at: used }) => (used === null ? words.never : <Moment at={used} />),
        },
        {
          title: words.expires,
          isNarrow: true,
          cell: ({ expires_at: end }) => (end === null ? words.noEnd : <Moment at={end} />),
        },
      ]}
      idOf={({ id }) => id}
      nameOf={({ client_name }) => client_name}
      deeds={useKeyDeeds()}
    />
  );
}

function useKeyDeeds(): Deed<Row>[] {
  const words = useTexts(accessTexts);
  const scope = 'api_key:write';
  return [
    deed<Row, 'rotateApiKey'>({
      name: 'rotate',
      scope,
      title: words.rotateKey,
      heading: words.rotateKeyHeading,
      isFor: ({ state, expires_at }) => state === 'valid' && expires_at === null,
      questions: [useReplacement()],
      send: ({ client, row: { id }, answers, idempotencyKey }) =>
        rotateApiKey(client, {
          path: { id },
          body: { immediately: textOf(answers, 'immediately') === 'true' },
          idempotencyKey,
        }),
      told: ({ data }) => ({ title: words.keyRotated, secret: { label: words.key, value: data.value } }),
    }),
    deed<Row, 'revokeApiKey'>({
      name: 'revoke',
      scope,
      title: words.revoke,
      heading: words.revokeKeyHeading,
      consequence: words.revokeKeyText,
      isGrave: true,
      isFor: ({ state }) => state === 'valid' || state === 'blocked',
      questions: [],
      // Revoked twice is revoked: the method takes no key.
      send: ({ client, row: { id } }) => revokeApiKey(client, { path: { id } }),
      told: () => ({ title: words.keyRevoked }),
    }),
  ];
}

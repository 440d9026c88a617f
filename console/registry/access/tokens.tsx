import { listTokens, revokeToken, type Schemas } from '#client';
import { useTexts } from '../../console.ts';
import { Moment } from '../../parts/day.tsx';
import { CredentialTag, useStateOptions } from '../common.tsx';
import { deed } from '../engine/deed.ts';
import { Listing } from '../engine/listing.tsx';
import { textOf } from '../engine/questions.ts';
import { registryTexts } from '../words.ts';
import { accessTexts } from './texts.ts';

type Row = Schemas['Token'];

export default function Tokens() {
  const words = { ...useTexts(registryTexts), ...useTexts(accessTexts) };
  const revoke = deed<Row, 'revokeToken'>({
    name: 'revoke',
    scope: 'token:write',
    title: words.revoke,
    heading: words.revokeTokenHeading,
    consequence: words.revokeTokenText,
    isGrave: true,
    isFor: ({ state }) => state === 'valid' || state === 'blocked',
    questions: [
      {
        name: 'family',
        label: words.family,
        kind: 'choice',
        options: [
          { value: 'true', label: words.familyYes, hint: words.familyYesHint },
          { value: 'false', label: words.familyNo, hint: words.familyNoHint },
        ],
      },
    ],
    initial: () => ({ family: 'true' }),
    send: ({ client, row: { id }, answers, idempotencyKey }) =>
      revokeToken(client, {
        path: { id },
        body: { family: textOf(answers, 'family') === 'true' },
        idempotencyKey,
      }),
    told: () => ({ title: words.tokenRevoked }),
  });
  return (
    <Listing
      title={words.tokens}
      lead={words.tokensLead}
      list={listTokens}
      rowsOf={({ data }) => data}
      needs={{ oneOf: ['client_id', 'user_id'], text: words.tokensNeed }}
      filters={[
        { name: 'user_id', label: `${words.user}: ${words.id}`, kind: 'text' },
        { name: 'client_id', label: `${words.client}: ${words.id}`, kind: 'text' },
        { name: 'state', label: words.state, kind: 'choice', options: useStateOptions() },
      ]}
      columns={[
        { title: words.user, cell: ({ user_id, user_email }) => user_email ?? user_id },
        { title: words.client, cell: ({ client_name }) => <bdi>{client_name}</bdi> },
        { title: words.state, cell: ({ state }) => <CredentialTag state={state} /> },
        { title: words.scope, cell: ({ scope }) => <small>{scope}</small> },
        {
          title: words.lastUsed,
          cell: ({ last_used_at: used }) => (used === null ? words.never : <Moment at={used} />),
        },
        { title: words.expires, cell: ({ expires_at }) => <Moment at={expires_at} /> },
      ]}
      idOf={({ id }) => id}
      nameOf={({ user_email, client_name }) => `${user_email ?? ''} — ${client_name}`}
      deeds={[revoke]}
    />
  );
}

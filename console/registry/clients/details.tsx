import { blockClient, getClient, type Schemas, unblockClient, updateClient } from '#client';
import { type PageProps, useConsole, useTexts } from '../../console.ts';
import { useAsked } from '../../parts/asked.tsx';
import { Moment } from '../../parts/day.tsx';
import { AccessTag, useBlocking } from '../common.tsx';
import { deed } from '../engine/deed.ts';
import { Details } from '../engine/details.tsx';
import { allOf, textOf } from '../engine/questions.ts';
import { Scopes } from '../scopes.tsx';
import { registryTexts } from '../words.ts';
import { useClientQuestions } from './questions.ts';
import { clientTexts } from './texts.ts';

type Row = { data: Schemas['Client'] };

export default function Client({ params: { id = '' } }: PageProps) {
  const { session } = useConsole();
  const words = { ...useTexts(registryTexts), ...useTexts(clientTexts) };
  const asked = useAsked((signal) => getClient(session.client, { path: { id }, signal }), [id]);
  const questions = useClientQuestions(asked.value?.data.scopes);
  const update = deed<Row, 'updateClient'>({
    name: 'update',
    scope: 'client:write',
    title: words.update,
    heading: words.updateHeading,
    consequence: words.updateConsequence,
    questions: [questions.name, questions.accessType, questions.scopes],
    initial: ({ data: { name, access_type, scopes } }) => ({ name, access_type, scopes }),
    send: ({ client, answers, idempotencyKey }) =>
      updateClient(client, {
        path: { id },
        body: {
          name: textOf(answers, 'name'),
          access_type: textOf(answers, 'access_type') as 'DIRECT' | 'BROKER',
          scopes: allOf(answers, 'scopes'),
        },
        idempotencyKey,
      }),
    told: () => ({ title: words.updated }),
  });
  const blocking = useBlocking<Row, 'blockClient', 'unblockClient'>({
    scope: 'client:write',
    subjectOf: ({ data }) => data,
    block: blockClient,
    unblock: unblockClient,
    headings: [words.blockHeading, words.unblockHeading],
    consequences: [words.blockConsequence, words.unblockConsequence],
  });
  return (
    <Details
      id={id}
      asked={asked}
      nameOf={({ data }) => data.name}
      deeds={[update, ...blocking]}
      factsOf={({ data }) => [
        [words.access, <AccessTag isBlocked={data.is_blocked} />],
        [words.type, words.types[data.type] ?? data.type],
        [words.accessType, words.accessTypes[data.access_type].join(': ')],
        [words.kind, data.is_public ? words.isPublic : words.isConfidential],
        [words.id, <code>{id}</code>],
        [words.created, <Moment at={data.inserted_at} />],
        [words.changed, <Moment at={data.updated_at} />],
      ]}
      related={[
        [words.connections, `/console/registry/connections?client_id=${id}`],
        [words.keys, `/console/registry/keys?client_id=${id}`],
        [words.tokens, `/console/registry/tokens?client_id=${id}`],
      ]}
    >
      {({ data }) => (
        <>
          <h2>{words.scopes}</h2>
          <Scopes scopes={data.scopes} />
        </>
      )}
    </Details>
  );
}

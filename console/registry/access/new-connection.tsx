import { createConnection } from '#client';
import { useConsole, useTexts } from '../../console.ts';
import { deed } from '../engine/deed.ts';
import { New } from '../engine/new.tsx';
import { allOf, textOf } from '../engine/questions.ts';
import { useFindClient } from '../find.ts';
import { registryTexts } from '../words.ts';
import { accessTexts } from './texts.ts';

export default function NewConnection() {
  const { place } = useConsole();
  const words = { ...useTexts(registryTexts), ...useTexts(accessTexts) };
  const find = useFindClient();
  const client = place.query.get('client_id');
  return (
    <New
      deed={deed({
        name: 'connect',
        scope: 'connection:write',
        title: words.connect,
        heading: words.connect,
        questions: [
          { name: 'client_id', label: words.client, kind: 'pick', find },
          { name: 'consumer_id', label: words.consumer, hint: words.consumerHint, kind: 'pick', find },
          { name: 'redirect_uris', label: words.uris, hint: words.urisHint, kind: 'lines', isOptional: true },
        ],
        initial: () => (client === null ? {} : { client_id: [client] }),
        send: ({ client, answers, idempotencyKey }) =>
          createConnection(client, {
            body: {
              client_id: textOf(answers, 'client_id'),
              consumer_id: textOf(answers, 'consumer_id'),
              redirect_uris: allOf(answers, 'redirect_uris'),
            },
            idempotencyKey,
          }),
        told: ({ data: { secret } }) => ({
          title: words.connected,
          text: secret === null ? words.noSecret : undefined,
          secret: secret === null ? undefined : { label: words.secret, value: secret },
        }),
      })}
    />
  );
}

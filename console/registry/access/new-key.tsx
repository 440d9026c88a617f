import { issueApiKey } from '#client';
import { useConsole, useTexts } from '../../console.ts';
import { deed } from '../engine/deed.ts';
import { New } from '../engine/new.tsx';
import { textOf } from '../engine/questions.ts';
import { useFindClient } from '../find.ts';
import { registryTexts } from '../words.ts';
import { accessTexts } from './texts.ts';

export default function NewKey() {
  const { place } = useConsole();
  const words = { ...useTexts(registryTexts), ...useTexts(accessTexts) };
  const client = place.query.get('client_id');
  return (
    <New
      deed={deed({
        name: 'issue-key',
        scope: 'api_key:write',
        title: words.issue,
        heading: words.issue,
        consequence: words.keysLead,
        questions: [{ name: 'client_id', label: words.client, kind: 'pick', find: useFindClient() }],
        initial: () => (client === null ? {} : { client_id: [client] }),
        send: ({ client, answers, idempotencyKey }) =>
          issueApiKey(client, { body: { client_id: textOf(answers, 'client_id') }, idempotencyKey }),
        told: ({ data }) => ({ title: words.issued, secret: { label: words.key, value: data.value } }),
      })}
    />
  );
}

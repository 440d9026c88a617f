import { registerClient } from '#client';
import { useTexts } from '../../console.ts';
import { deed } from '../engine/deed.ts';
import { New } from '../engine/new.tsx';
import { allOf, textOf } from '../engine/questions.ts';
import { registryTexts } from '../words.ts';
import { useClientQuestions } from './questions.ts';
import { clientTexts } from './texts.ts';

export default function NewClient() {
  const words = { ...useTexts(registryTexts), ...useTexts(clientTexts) };
  const questions = useClientQuestions();
  const types = Object.entries(words.types).map(([value, label]) => ({ value, label, hint: value }));
  return (
    <New
      deed={deed({
        name: 'register-client',
        scope: 'client:write',
        title: words.create,
        heading: words.create,
        questions: [
          questions.name,
          { name: 'type', label: words.type, kind: 'choice', options: types },
          {
            name: 'is_public',
            label: words.kind,
            kind: 'choice',
            options: [
              { value: 'false', label: words.isConfidential, hint: words.isConfidentialHint },
              { value: 'true', label: words.isPublic, hint: words.isPublicHint },
            ],
          },
          questions.accessType,
          questions.scopes,
        ],
        initial: () => ({ type: 'MIS', is_public: 'false', access_type: 'BROKER', scopes: [] }),
        send: ({ client, answers, idempotencyKey }) =>
          registerClient(client, {
            body: {
              name: textOf(answers, 'name'),
              type: textOf(answers, 'type'),
              access_type: textOf(answers, 'access_type') as 'DIRECT' | 'BROKER',
              is_public: textOf(answers, 'is_public') === 'true',
              scopes: allOf(answers, 'scopes'),
            },
            idempotencyKey,
          }),
        told: ({ data }) => ({
          title: words.done,
          text: <a href={`/console/registry/clients/${data.id}`}>{words.open}</a>,
        }),
      })}
    />
  );
}

import { addWebhook } from '#client';
import { useTexts } from '../../console.ts';
import { deed } from '../engine/deed.ts';
import { New } from '../engine/new.tsx';
import { allOf, textOf } from '../engine/questions.ts';
import { webhookTexts } from './texts.ts';
import { addressOfWebhook, type EventTypes, useTypesQuestion } from './webhook.tsx';

export default function NewWebhook() {
  const words = useTexts(webhookTexts);
  return (
    <New
      deed={deed<undefined, 'addWebhook'>({
        name: 'add-webhook',
        scope: 'webhook:write',
        title: words.add,
        heading: words.add,
        questions: [
          { name: 'url', label: words.url, hint: words.urlHint, kind: 'text' },
          useTypesQuestion(),
          { name: 'after', label: words.after, hint: words.afterHint, kind: 'text', isOptional: true },
        ],
        send: ({ client, answers, idempotencyKey }) => {
          const after = textOf(answers, 'after');
          return addWebhook(client, {
            body: {
              url: textOf(answers, 'url'),
              event_types: allOf(answers, 'event_types') as EventTypes,
              ...(after !== '' && { after }),
            },
            idempotencyKey,
          });
        },
        told: ({ data: { id, secret } }) => ({
          title: words.added,
          text: <a href={addressOfWebhook(id)}>{words.open}</a>,
          secret: { label: words.secret, value: secret },
        }),
      })}
    />
  );
}

import { addDictionaryValue } from '#client';
import { type PageProps, useTexts } from '../../console.ts';
import { forgetNames } from '../../parts/names.ts';
import { deed } from '../engine/deed.ts';
import { New } from '../engine/new.tsx';
import { textOf } from '../engine/questions.ts';
import { dictionaryTexts } from './texts.ts';

export default function NewValue({ params: { name = '' } }: PageProps) {
  const words = useTexts(dictionaryTexts);
  return (
    <New
      deed={deed<undefined, 'addDictionaryValue'>({
        name: `add-value.${name}`,
        scope: 'dictionary:write',
        title: words.add,
        heading: words.add,
        consequence: words.addText,
        questions: [
          { name: 'code', label: words.code, hint: words.codeHint, kind: 'text' },
          { name: 'description', label: words.description, hint: words.descriptionHint, kind: 'text' },
        ],
        send: ({ client, answers, idempotencyKey }) =>
          addDictionaryValue(client, {
            path: { name },
            body: { code: textOf(answers, 'code'), description: textOf(answers, 'description') },
            idempotencyKey,
          }),
        told: () => {
          forgetNames();
          return {
            title: words.added,
            text: <a href={`/console/registry/dictionaries/${encodeURIComponent(name)}`}>{words.open}</a>,
          };
        },
      })}
    />
  );
}

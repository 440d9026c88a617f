import { createLegalEntity } from '#client';
import { useTexts } from '../../console.ts';
import { deed } from '../engine/deed.ts';
import { New } from '../engine/new.tsx';
import { legalEntityOf, useLegalEntityQuestions } from './questions.ts';
import { legalEntityTexts } from './texts.ts';

export default function NewLegalEntity() {
  const words = useTexts(legalEntityTexts);
  return (
    <New
      deed={deed({
        name: 'create-legal-entity',
        scope: 'legal_entity:write',
        title: words.create,
        heading: words.create,
        consequence: words.createText,
        questions: useLegalEntityQuestions(),
        send: ({ client, answers, idempotencyKey }) =>
          createLegalEntity(client, { body: legalEntityOf(answers), idempotencyKey }),
        told: ({ data }) => ({
          title: words.done,
          text: <a href={`/console/registry/legal-entities/${data.id}`}>{words.open}</a>,
        }),
      })}
    />
  );
}

import { createUser } from '#client';
import { useConsole, useTexts } from '../../console.ts';
import { Moment } from '../../parts/day.tsx';
import { deed } from '../engine/deed.ts';
import { New } from '../engine/new.tsx';
import { textOf } from '../engine/questions.ts';
import { registryTexts } from '../words.ts';
import { roleOf, useRoleQuestions } from './questions.ts';
import { peopleTexts } from './texts.ts';

export default function NewPerson() {
  const { place } = useConsole();
  const words = { ...useTexts(registryTexts), ...useTexts(peopleTexts) };
  const clinic = place.query.get('legal_entity_id');
  return (
    <New
      deed={deed({
        name: 'invite',
        scope: 'user:write',
        title: words.invite,
        heading: words.invite,
        questions: [
          { name: 'email', label: words.email, kind: 'text', inputMode: 'email' },
          ...useRoleQuestions(),
        ],
        initial: () => (clinic === null ? {} : { roles: 'OWNER', legal_entity_id: [clinic] }),
        send: ({ client, answers, idempotencyKey }) =>
          createUser(client, {
            body: { email: textOf(answers, 'email'), roles: [roleOf(answers)] },
            idempotencyKey,
          }),
        told: ({ data: { id, password_link: link } }) => ({
          title: words.invited,
          text: (
            <>
              {words.handOver} <Moment at={link.expires_at} />.{' '}
              <a href={`/console/registry/people/${id}`}>{words.open}</a>
            </>
          ),
          secret: { label: words.link, value: link.url },
        }),
      })}
    />
  );
}

import { getLegalEntityByIdV2 } from '#client';
import { useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Shown, useAsked } from '../parts/asked.tsx';
import { StatusTag } from '../parts/legal-entity-status.tsx';
import { addressOf } from '../router.ts';

const texts = inLanguages(
  { clinic: 'Заклад', edrpou: 'ЄДРПОУ', status: 'Стан', card: 'Картка закладу' },
  { clinic: 'Clinic', edrpou: 'ЄДРПОУ', status: 'Status', card: 'Card of the clinic' },
);

/** Whose folder it is. Nothing of it is shown for a legal entity that the registry does not know. */
export function FolderHead({ id, children }: { id: string; children: () => preact.ComponentChildren }) {
  const { client } = useConsole().session;
  const words = useTexts(texts);
  const asked = useAsked((signal) => getLegalEntityByIdV2(client, { path: { id }, signal }), [id]);
  return (
    <Shown of={asked}>
      {({ data: { name, edrpou, status } }) => (
        <>
          <dl class="facts">
            <dt>{words.clinic}</dt>
            <dd>
              <bdi>{name}</bdi>
              <span>
                <a href={addressOf('/console/cards/:id', { id })}>{words.card}</a>
              </span>
            </dd>
            <dt>{words.edrpou}</dt>
            <dd>{edrpou}</dd>
            <dt>{words.status}</dt>
            <dd>
              <StatusTag status={status} />
            </dd>
          </dl>
          {children()}
        </>
      )}
    </Shown>
  );
}

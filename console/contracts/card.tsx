import { getLegalEntityByIdV2, getLicensesAcrossLegalEntities } from '#client';
import { type PageProps, useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Shown, useAsked } from '../parts/asked.tsx';
import { StatusTag } from '../parts/legal-entity-status.tsx';
import { useNames } from '../parts/names.ts';
import { CardChanges } from './card-changes.tsx';
import { CardFiles } from './card-files.tsx';
import { LicenseTable } from './license-table.tsx';
import { Verdict } from './verdict.tsx';

const texts = inLanguages(
  { find: 'Знайти заклад', licenses: 'Ліцензії', none: 'Жодної ліцензії в реєстрі немає.' },
  { find: 'Find a clinic', licenses: 'Licences', none: 'There is no licence in the registry.' },
);
/** As many as the API gives at once. A legal entity has at most one a type. */
const ALL = 300;

/** Everything that somebody who contracts a clinic asks the registry, on one page. */
export default function Card({ params }: PageProps) {
  const id = params.id ?? '';
  const { session } = useConsole();
  const { client, can } = session;
  const words = useTexts(texts);
  const types = useNames('LEGAL_ENTITY_TYPE_V2');
  const clinic = useAsked((signal) => getLegalEntityByIdV2(client, { path: { id }, signal }), [id]);
  const known = clinic.value?.data;
  const licenses = useAsked(
    known &&
      ((signal) =>
        getLicensesAcrossLegalEntities(client, {
          query: { legal_entity_id: known.id, page_size: ALL },
          signal,
        })),
    [known?.id],
  );
  return (
    <Shown of={clinic}>
      {({ data: { name, edrpou, type, status } }) => (
        <>
          <p class="back">
            <a href="/console/find">← {words.find}</a>
          </p>
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <p class="lead">
            ЄДРПОУ {edrpou} · {types.of(type)} <StatusTag status={status} />
          </p>
          <Shown of={licenses}>
            {({ data }) => (
              <>
                <Verdict known={{ type, status }} licenses={data} />
                <h2>{words.licenses}</h2>
                <LicenseTable name={words.licenses} licenses={data} empty={words.none} />
                {can('license_history:read') && data.length > 0 && <CardChanges licenses={data} />}
              </>
            )}
          </Shown>
          {can('private_contracts:read') && <CardFiles id={id} />}
        </>
      )}
    </Shown>
  );
}

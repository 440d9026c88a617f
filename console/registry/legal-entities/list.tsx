import { getLegalEntitiesV2 } from '#client';
import { useTexts } from '../../console.ts';
import { STATUSES, StatusTag, useStatusNames } from '../../parts/legal-entity-status.tsx';
import { useNames } from '../../parts/names.ts';
import { Listing } from '../engine/listing.tsx';
import { registryTexts } from '../words.ts';
import { legalEntityTexts } from './texts.ts';

export default function LegalEntities() {
  const words = { ...useTexts(registryTexts), ...useTexts(legalEntityTexts) };
  const types = useNames('LEGAL_ENTITY_TYPE_V2');
  const statusOf = useStatusNames();
  return (
    <Listing
      title={words.title}
      list={getLegalEntitiesV2}
      rowsOf={({ data }) => data}
      create={{
        title: words.create,
        address: '/console/registry/legal-entities/new',
        scope: 'legal_entity:write',
      }}
      filters={[
        { name: 'name', label: words.name, kind: 'text' },
        { name: 'edrpou', label: words.edrpou, kind: 'text' },
        {
          name: 'type',
          label: words.type,
          kind: 'choice',
          options: types.values.map(({ code, description }) => ({ value: code, label: description })),
        },
        {
          name: 'status',
          label: words.status,
          kind: 'choice',
          options: STATUSES.map((value) => ({ value, label: statusOf(value) })),
        },
      ]}
      columns={[
        {
          title: words.name,
          cell: ({ id, name }) => (
            <a href={`/console/registry/legal-entities/${id}`}>
              <bdi>{name}</bdi>
            </a>
          ),
        },
        { title: words.edrpou, isNarrow: true, cell: ({ edrpou }) => edrpou },
        { title: words.type, cell: ({ type }) => types.of(type) },
        { title: words.status, cell: ({ status }) => <StatusTag status={status} /> },
      ]}
      idOf={({ id }) => id}
      nameOf={({ name }) => name}
    />
  );
}

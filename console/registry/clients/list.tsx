import { listClients } from '#client';
import { useTexts } from '../../console.ts';
import { Moment } from '../../parts/day.tsx';
import { AccessTag, useBlockedOptions } from '../common.tsx';
import { Listing } from '../engine/listing.tsx';
import { registryTexts } from '../words.ts';
import { clientTexts } from './texts.ts';

export default function Clients() {
  const words = { ...useTexts(registryTexts), ...useTexts(clientTexts) };
  const types = Object.entries(words.types).map(([value, label]) => ({ value, label }));
  return (
    <Listing
      title={words.title}
      lead={words.lead}
      list={listClients}
      rowsOf={({ data }) => data}
      create={{ title: words.create, address: '/console/registry/clients/new', scope: 'client:write' }}
      filters={[
        { name: 'name', label: words.name, kind: 'text' },
        { name: 'type', label: words.type, kind: 'choice', options: types },
        { name: 'is_blocked', label: words.access, kind: 'choice', options: useBlockedOptions() },
      ]}
      columns={[
        {
          title: words.name,
          cell: ({ id, name }) => (
            <a href={`/console/registry/clients/${id}`}>
              <bdi>{name}</bdi>
            </a>
          ),
        },
        { title: words.type, cell: ({ type }) => words.types[type] ?? type },
        { title: words.access, cell: ({ is_blocked }) => <AccessTag isBlocked={is_blocked} /> },
        { title: words.created, isNarrow: true, cell: ({ inserted_at }) => <Moment at={inserted_at} /> },
      ]}
      idOf={({ id }) => id}
      nameOf={({ name }) => name}
    />
  );
}

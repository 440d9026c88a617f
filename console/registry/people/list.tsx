import { listUsers } from '#client';
import { useTexts } from '../../console.ts';
import { AccessTag, useBlockedOptions } from '../common.tsx';
import { Listing } from '../engine/listing.tsx';
import { registryTexts } from '../words.ts';
import { peopleTexts } from './texts.ts';

export default function People() {
  const words = { ...useTexts(registryTexts), ...useTexts(peopleTexts) };
  const roles = Object.entries(words.names).map(([value, label]) => ({ value, label }));
  return (
    <Listing
      title={words.title}
      list={listUsers}
      rowsOf={({ data }) => data}
      create={{ title: words.invite, address: '/console/registry/people/new', scope: 'user:write' }}
      filters={[
        { name: 'email', label: words.email, kind: 'text' },
        { name: 'role', label: words.role, kind: 'choice', options: roles },
        { name: 'is_blocked', label: words.access, kind: 'choice', options: useBlockedOptions() },
        { name: 'legal_entity_id', label: `${words.legalEntity}: ${words.id}`, kind: 'text' },
      ]}
      columns={[
        {
          title: words.email,
          cell: ({ id, email }) => <a href={`/console/registry/people/${id}`}>{email ?? id}</a>,
        },
        {
          title: words.roles,
          cell: ({ roles }) => [...new Set(roles.map(({ name }) => words.names[name] ?? name))].join(', '),
        },
        { title: words.password, cell: ({ has_password }) => words[`has_${has_password}`] },
        { title: words.access, cell: ({ is_blocked }) => <AccessTag isBlocked={is_blocked} /> },
      ]}
      idOf={({ id }) => id}
      nameOf={({ id, email }) => email ?? id}
    />
  );
}

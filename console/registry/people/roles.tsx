import { listRoles } from '#client';
import { useTexts } from '../../console.ts';
import { Listing } from '../engine/listing.tsx';
import { Scopes } from '../scopes.tsx';
import { registryTexts } from '../words.ts';
import { peopleTexts } from './texts.ts';

export default function Roles() {
  const words = { ...useTexts(registryTexts), ...useTexts(peopleTexts) };
  return (
    <Listing
      title={words.rolesTitle}
      lead={words.rolesLead}
      list={listRoles}
      rowsOf={({ data }) => data}
      columns={[
        {
          title: words.role,
          cell: ({ name }) => (
            <>
              <a href={`/console/registry/people?role=${encodeURIComponent(name)}`}>
                {words.names[name] ?? name}
              </a>{' '}
              <code>{name}</code>
            </>
          ),
        },
        { title: words.mayDo, cell: ({ scopes }) => <Scopes scopes={scopes} /> },
      ]}
      idOf={({ name }) => name}
      nameOf={({ name }) => name}
    />
  );
}

import { getUser } from '#client';
import { type PageProps, useConsole, useTexts } from '../../console.ts';
import { useAsked } from '../../parts/asked.tsx';
import { Moment } from '../../parts/day.tsx';
import { AccessTag } from '../common.tsx';
import { Details } from '../engine/details.tsx';
import { registryTexts } from '../words.ts';
import { useRoleDeeds, useSignInDeeds } from './deeds.tsx';
import { type GrantedRole, useClinicNames } from './questions.ts';
import { peopleTexts } from './texts.ts';

export default function Person({ params: { id = '' } }: PageProps) {
  const { session } = useConsole();
  const words = { ...useTexts(registryTexts), ...useTexts(peopleTexts) };
  const asked = useAsked((signal) => getUser(session.client, { path: { id }, signal }), [id]);
  return (
    <Details
      id={id}
      asked={asked}
      nameOf={({ data }) => data.email ?? id}
      deeds={[...useRoleDeeds(asked.value?.data.roles ?? []), ...useSignInDeeds()]}
      factsOf={({ data }) => [
        [words.access, <AccessTag isBlocked={data.is_blocked} />],
        [words.roles, <Roles roles={data.roles} />],
        [words.password, words[`has_${data.has_password}`]],
        [words.id, <code>{id}</code>],
        [words.created, <Moment at={data.inserted_at} />],
        [words.changed, <Moment at={data.updated_at} />],
      ]}
      related={[[words.tokens, `/console/registry/tokens?user_id=${id}`]]}
    />
  );
}

/** Each role, and where it counts. */
function Roles({ roles }: { roles: readonly GrantedRole[] }) {
  const words = useTexts(peopleTexts);
  const clinicOf = useClinicNames(roles);
  if (roles.length === 0) return <>{words.noRoles}</>;
  return (
    <ul class="scopes">
      {roles.map(({ name, legal_entity_id: clinic }) => (
        <li key={`${name} ${clinic}`}>
          {words.names[name] ?? name}
          {': '}
          {clinic === null ? (
            words.everywhere
          ) : (
            <a href={`/console/registry/legal-entities/${clinic}`}>
              <bdi>{clinicOf(clinic)}</bdi>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

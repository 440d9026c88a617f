import { useEffect, useState } from 'preact/hooks';
import { getLegalEntityByIdV2, listRoles, type Schemas } from '#client';
import { useConsole, useTexts } from '../../console.ts';
import { useAsked } from '../../parts/asked.tsx';
import { type Answers, type Question, textOf } from '../engine/questions.ts';
import { useFindLegalEntity } from '../find.ts';
import { registryTexts } from '../words.ts';
import { peopleTexts } from './texts.ts';

export type GrantedRole = Schemas['User']['roles'][number];

/** These are a clinic's: without one they would count in all of them. */
const CLINIC_ROLES: readonly string[] = ['OWNER', 'ADMIN'];

/** Which role, and in which clinic where it is a clinic's. */
export function useRoleQuestions(): Question[] {
  const { client } = useConsole().session;
  const words = { ...useTexts(registryTexts), ...useTexts(peopleTexts) };
  const roles = useAsked((signal) => listRoles(client, { signal }), []).value?.data ?? [];
  return [
    {
      name: 'roles',
      label: words.role,
      kind: 'choice',
      options: roles.map(({ name }) => ({ value: name, label: words.names[name] ?? name, hint: name })),
    },
    {
      name: 'legal_entity_id',
      label: words.legalEntity,
      hint: words.legalEntityHint,
      kind: 'pick',
      find: useFindLegalEntity(),
      isAsked: (answers) => CLINIC_ROLES.includes(textOf(answers, 'roles')),
    },
  ];
}

export function roleOf(answers: Answers): GrantedRole {
  const name = textOf(answers, 'roles');
  return { name, legal_entity_id: CLINIC_ROLES.includes(name) ? textOf(answers, 'legal_entity_id') : null };
}

/** Names of the clinics where roles count; the identifier while it is unknown. */
export function useClinicNames(roles: readonly GrantedRole[]): (id: string) => string {
  const { client } = useConsole().session;
  const [names, setNames] = useState<Record<string, string>>({});
  const ids = [...new Set(roles.flatMap((role) => role.legal_entity_id ?? []))];
  useEffect(() => {
    for (const id of ids)
      void getLegalEntityByIdV2(client, { path: { id } }).then(
        (one) => one.ok && setNames((before) => ({ ...before, [id]: one.data.name })),
      );
  }, [ids.join()]);
  return (id) => names[id] ?? id;
}

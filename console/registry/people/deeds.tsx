import {
  blockUser,
  changeEmailOfUser,
  createPasswordLink,
  type Schemas,
  setRolesOfUser,
  unblockUser,
} from '#client';
import { useConsole, useTexts } from '../../console.ts';
import { Moment } from '../../parts/day.tsx';
import { useBlocking } from '../common.tsx';
import { type Deed, deed } from '../engine/deed.ts';
import { allOf, textOf } from '../engine/questions.ts';
import { registryTexts } from '../words.ts';
import { type GrantedRole, roleOf, useClinicNames, useRoleQuestions } from './questions.ts';
import { peopleTexts } from './texts.ts';

export type Row = { data: Schemas['User'] };

const keyOf = ({ name, legal_entity_id }: GrantedRole) => `${name} ${legal_entity_id ?? ''}`;

/** Roles are added one at a time, and taken by leaving the others. */
export function useRoleDeeds(roles: readonly GrantedRole[]): Deed<Row>[] {
  const words = { ...useTexts(registryTexts), ...useTexts(peopleTexts) };
  const clinicOf = useClinicNames(roles);
  return [
    deed<Row, 'setRolesOfUser'>({
      name: 'add-role',
      scope: 'user:write',
      title: words.addRole,
      heading: words.addRole,
      consequence: words.addRoleText,
      questions: useRoleQuestions(),
      send: ({ client, row: { data }, answers, idempotencyKey }) =>
        setRolesOfUser(client, {
          path: { id: data.id },
          body: { roles: [...data.roles, roleOf(answers)] },
          idempotencyKey,
        }),
      told: () => ({ title: words.rolesChanged }),
    }),
    deed<Row, 'setRolesOfUser'>({
      name: 'take-roles',
      scope: 'user:write',
      title: words.takeRoles,
      heading: words.takeRoles,
      consequence: words.takeRolesText,
      isGrave: true,
      isFor: ({ data }) => data.roles.length > 0,
      questions: [
        {
          name: 'kept',
          label: words.keep,
          kind: 'choices',
          options: roles.map((role) => ({
            value: keyOf(role),
            label: words.names[role.name] ?? role.name,
            hint: role.legal_entity_id === null ? words.everywhere : clinicOf(role.legal_entity_id),
          })),
        },
      ],
      initial: ({ data }) => ({ kept: data.roles.map(keyOf) }),
      send: ({ client, row: { data }, answers, idempotencyKey }) =>
        setRolesOfUser(client, {
          path: { id: data.id },
          body: { roles: data.roles.filter((role) => allOf(answers, 'kept').includes(keyOf(role))) },
          idempotencyKey,
        }),
      told: () => ({ title: words.rolesChanged }),
    }),
  ];
}

/** How the person signs in, and whether. */
export function useSignInDeeds(): Deed<Row>[] {
  const { identity } = useConsole().session;
  const words = { ...useTexts(registryTexts), ...useTexts(peopleTexts) };
  const scope = 'user:write';
  const purposes = ['invitation', 'reset'] as const;
  return [
    deed<Row, 'createPasswordLink'>({
      name: 'link',
      scope,
      title: words.linkDeed,
      heading: words.linkDeed,
      consequence: words.linkText,
      questions: [
        {
          name: 'purpose',
          label: words.purpose,
          kind: 'choice',
          options: purposes.map((value) => ({ value, label: words[value], hint: words[`${value}Hint`] })),
        },
      ],
      initial: ({ data }) => ({ purpose: data.has_password ? 'reset' : 'invitation' }),
      send: ({ client, row: { data }, answers, idempotencyKey }) =>
        createPasswordLink(client, {
          path: { id: data.id },
          body: { purpose: textOf(answers, 'purpose') as 'invitation' | 'reset' },
          idempotencyKey,
        }),
      told: ({ data }) => ({
        title: words.linkMade,
        text: (
          <>
            {words.handOver} <Moment at={data.expires_at} />.
          </>
        ),
        secret: { label: words.link, value: data.url },
      }),
    }),
    deed<Row, 'changeEmailOfUser'>({
      name: 'email',
      scope,
      title: words.emailDeed,
      heading: words.emailDeed,
      consequence: words.emailText,
      questions: [{ name: 'email', label: words.email, kind: 'text', inputMode: 'email' }],
      initial: ({ data }) => ({ email: data.email ?? '' }),
      send: ({ client, row: { data }, answers, idempotencyKey }) =>
        changeEmailOfUser(client, {
          path: { id: data.id },
          body: { email: textOf(answers, 'email') },
          idempotencyKey,
        }),
      told: () => ({ title: words.emailChanged }),
    }),
    ...useBlocking<Row, 'blockUser', 'unblockUser'>({
      scope,
      subjectOf: ({ data }) => data,
      block: blockUser,
      unblock: unblockUser,
      headings: [words.blockHeading, words.unblockHeading],
      consequences: [words.blockText, words.unblockText],
      refusal: ({ data }) => (data.id === identity.userId ? words.yourself : undefined),
    }),
  ];
}

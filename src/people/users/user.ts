import { reasonBody } from '../../audit/reason.ts';
import { exactObject, typedSchema, type ValueOf } from '../../platform/json/typed-schema.ts';
import { UUID_PATTERN } from '../../platform/json/validator.ts';
import type { PasswordLinkKind } from '../password-links.ts';

const uuid = { type: 'string', format: 'uuid' } as const;
const timestamp = { type: 'string', format: 'date-time' } as const;
const PURPOSES = ['invitation', 'reset'] as const satisfies readonly PasswordLinkKind[];

/** A role, and where it counts. */
export type UserRole = { name: string; legal_entity_id: string | null };

/** A user as the administration shows it. Timestamps ISO 8601 UTC. */
export type User = {
  id: string;
  email: string | null;
  roles: UserRole[];
  has_password: boolean;
  is_blocked: boolean;
  inserted_at: string;
  updated_at: string;
};

const userProperties = {
  id: uuid,
  email: { type: ['string', 'null'] },
  roles: {
    type: 'array',
    items: exactObject({
      name: { type: 'string' },
      legal_entity_id: {
        ...uuid,
        type: ['string', 'null'],
      },
    }),
  },
  has_password: { type: 'boolean' },
  is_blocked: { type: 'boolean' },
  inserted_at: timestamp,
  updated_at: timestamp,
} as const;

export const userSchema = { title: 'User', ...exactObject(userProperties) } as const;

const linkProperties = {
  purpose: { enum: PURPOSES },
  url: { type: 'string' },
  expires_at: timestamp,
} as const;

export const passwordLinkSchema = { title: 'PasswordLink', ...exactObject(linkProperties) } as const;

export const invitedUserSchema = {
  title: 'InvitedUser',
  ...exactObject({ ...userProperties, password_link: exactObject(linkProperties) }),
} as const;

/**
 * A name, an @, a host: whether it is somebody's, only a letter would tell. Nothing that cannot be seen: nobody would type it
 * again, and it makes one address look like another.
 */
export const EMAIL_PATTERN = '^[^\\s@\\p{C}]+@[^\\s@\\p{C}]+$';
const email = { type: 'string', maxLength: 255, pattern: EMAIL_PATTERN } as const;
/** Where a role counts has to be said: by a slip of the pen it would be everywhere. */
const roles = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'legal_entity_id'],
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 255 },
      legal_entity_id: { type: ['string', 'null'], pattern: UUID_PATTERN },
    },
  },
} as const;

export const newUserSchema = typedSchema({
  title: 'CreateUserBody',
  type: 'object',
  additionalProperties: false,
  required: ['email', 'roles'],
  properties: { email, roles },
} as const);
export type NewUser = ValueOf<typeof newUserSchema>;

export const emailChangeSchema = typedSchema({
  title: 'ChangeEmailBody',
  type: 'object',
  additionalProperties: false,
  required: ['email'],
  properties: { email },
} as const);

export const rolesSchema = typedSchema({
  title: 'SetRolesBody',
  type: 'object',
  additionalProperties: false,
  required: ['roles'],
  properties: { roles },
} as const);

export const blockSchema = typedSchema(reasonBody);

export const newLinkSchema = typedSchema({
  title: 'PasswordLinkBody',
  type: 'object',
  additionalProperties: false,
  required: ['purpose'],
  properties: {
    purpose: { type: 'string', enum: PURPOSES },
  },
} as const);

export const roleSchema = {
  title: 'Role',
  ...exactObject({ name: { type: 'string' }, scopes: { type: 'array', items: { type: 'string' } } }),
} as const;

import { inLanguages } from '../../language/language.ts';

type Names = Record<string, string | undefined>;

/** What the audit log calls things, in words; what has none is shown as it is called. */
export const auditNames = inLanguages(
  {
    resources: {
      license: 'ліцензія',
      legal_entity: 'заклад',
      client: 'клієнт',
      connection: 'підключення',
      api_key: 'ключ API',
      token: 'токен',
      token_family: 'родина токенів',
      user: 'користувач',
      user_roles: 'ролі користувача',
      role: 'роль',
      password_link: 'посилання для пароля',
      session: 'сеанс',
      sign_in: 'вхід',
      consent: 'згода на доступ',
      parameter: 'параметр',
      dictionary_value: 'значення довідника',
      webhook_endpoint: 'вебхук',
      media_storage_link: 'посилання на файл',
    } as Names,
    actions: {
      create: 'створено',
      update: 'змінено',
      change_status: 'змінено статус',
      delete: 'вилучено',
      block: 'заблоковано',
      unblock: 'розблоковано',
      revoke: 'відкликано',
      rotate: 'замінено',
      rotate_secret: 'замінено секрет',
      refresh_secret: 'замінено секрет',
      set_password: 'задано пароль',
      refuse: 'відмовлено',
      give: 'надано',
      withdraw: 'скасовано',
      end: 'завершено',
      retry: 'надіслано ще раз',
      generate_url: 'видано',
    } as Names,
  },
  {
    resources: {
      license: 'licence',
      legal_entity: 'legal entity',
      client: 'client',
      connection: 'connection',
      api_key: 'API key',
      token: 'token',
      token_family: 'family of tokens',
      user: 'user',
      user_roles: 'roles of a user',
      role: 'role',
      password_link: 'password link',
      session: 'session',
      sign_in: 'sign-in',
      consent: 'consent',
      parameter: 'parameter',
      dictionary_value: 'value of a dictionary',
      webhook_endpoint: 'webhook',
      media_storage_link: 'link to a file',
    },
    actions: {
      create: 'created',
      update: 'changed',
      change_status: 'status changed',
      delete: 'removed',
      block: 'blocked',
      unblock: 'unblocked',
      revoke: 'revoked',
      rotate: 'replaced',
      rotate_secret: 'secret replaced',
      refresh_secret: 'secret replaced',
      set_password: 'password set',
      refuse: 'refused',
      give: 'given',
      withdraw: 'withdrawn',
      end: 'ended',
      retry: 'sent again',
      generate_url: 'handed out',
    },
  },
);

/** Where the page of a thing is, of those that have one. */
const PAGES: Names = {
  legal_entity: 'legal-entities',
  client: 'clients',
  user: 'people',
  user_roles: 'people',
  parameter: 'parameters',
  dictionary_value: 'dictionaries',
  webhook_endpoint: 'webhooks',
};

/** The page of what a row is about. */
export function pageOf({
  resource,
  resource_id,
}: {
  resource: string;
  resource_id: string;
}): string | undefined {
  const folder = PAGES[resource];
  // Of a value of a dictionary it is `LICENSE_TYPE/MSP`.
  const id = resource === 'dictionary_value' ? (resource_id.split('/')[0] ?? '') : resource_id;
  return folder && `/console/registry/${folder}/${encodeURIComponent(id)}`;
}

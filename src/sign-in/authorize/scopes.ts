import { type InLanguages, inLanguages, type Language } from '../language.ts';

/** What a scope lets a МІС do, as its owner would say it: after "will be able to". */
const SCOPES: Readonly<Record<string, InLanguages<string>>> = {
  'license:read': inLanguages('Читати ліцензії закладу', 'Read the licences of the legal entity'),
  'license:write': inLanguages(
    'Додавати й виправляти ліцензії закладу',
    'Add and correct licences of the legal entity',
  ),
  'license_history:read': inLanguages(
    'Бачити, хто й коли змінював ліцензії',
    'See who changed licences, and when',
  ),
  'license_expiry:read': inLanguages(
    'Шукати ліцензії всіх закладів, зокрема ті, що спливають',
    'Search the licences of all legal entities, such as those about to expire',
  ),
  'legal_entity:read': inLanguages('Читати відомості про заклади', 'Read the details of legal entities'),
  'legal_entity:write': inLanguages('Додавати й змінювати заклади', 'Add and change legal entities'),
  'private_contracts:read': inLanguages(
    'Бачити перелік файлів договорів',
    'See which contract files there are',
  ),
  'private_contracts:write': inLanguages(
    'Отримувати, надсилати й видаляти файли договорів',
    'Download, upload and delete contract files',
  ),
  'client:read': inLanguages('Бачити клієнтів реєстру', 'See the clients of the registry'),
  'client:write': inLanguages('Додавати, змінювати й блокувати клієнтів', 'Add, change and block clients'),
  'connection:read': inLanguages(
    'Бачити, які МІС працюють із закладом',
    'See which MIS work with the legal entity',
  ),
  'connection:write': inLanguages('Під’єднувати й від’єднувати МІС', 'Connect and disconnect MIS'),
  'connection:refresh_secret': inLanguages(
    'Замінювати секрети, з якими МІС закладу отримують доступ',
    'Replace the secrets by which the MIS of the legal entity get access',
  ),
  'api_key:read': inLanguages('Бачити, які ключі API видано', 'See which API keys were issued'),
  'api_key:write': inLanguages('Видавати й відкликати ключі API', 'Issue and revoke API keys'),
  'user:read': inLanguages('Бачити користувачів та їхні ролі', 'See users and their roles'),
  'user:write': inLanguages(
    'Запрошувати й блокувати користувачів, змінювати їхні ролі',
    'Invite and block users, and change their roles',
  ),
  'token:read': inLanguages('Бачити, які токени видано', 'See which tokens were issued'),
  'token:write': inLanguages('Відкликати токени', 'Revoke tokens'),
  'parameter:read': inLanguages('Бачити параметри реєстру', 'See the parameters of the registry'),
  'parameter:write': inLanguages('Змінювати параметри реєстру', 'Change the parameters of the registry'),
  'dictionary:write': inLanguages('Змінювати довідники', 'Change dictionaries'),
  'events:read': inLanguages('Читати події реєстру', 'Read the events of the registry'),
  'webhook:read': inLanguages('Бачити, куди надсилаються події', 'See where events are sent'),
  'webhook:write': inLanguages('Визначати, куди надсилаються події', 'Decide where events are sent'),
  'audit:read': inLanguages('Читати журнал усіх змін', 'Read the log of all changes'),
  'status:read': inLanguages('Бачити, чи все гаразд із системою', 'See how the system is doing'),
};

/** Undefined: a scope without words, which is shown as it stands. */
export const scopeInWords = (language: Language, scope: string): string | undefined =>
  Object.hasOwn(SCOPES, scope) ? SCOPES[scope]?.[language] : undefined;

/** All of them, for pages that show what somebody may. */
export const scopesInWords = (language: Language): Record<string, string> =>
  Object.fromEntries(Object.entries(SCOPES).map(([scope, words]) => [scope, words[language]]));

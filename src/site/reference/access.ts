import type { Operation } from '#api-document';
import type { Language } from '../page.ts';

const TOKEN: Record<
  Language,
  { none: string; client: string; any: string; scoped: (scope: string) => string }
> = {
  uk: {
    none: 'Токен не потрібен.',
    client: 'Токен не потрібен: клієнт показує свій ідентифікатор і секрет.',
    any: 'Потрібен чинний токен, дозволи (scopes) не мають значення.',
    scoped: (scope) => `Потрібен токен із дозволом (scope) ${scope}.`,
  },
  en: {
    none: 'No token is needed.',
    client: 'No token is needed: a client shows its id and secret.',
    any: 'Any valid token will do; its scopes do not matter.',
    scoped: (scope) => `Needs a token with the scope ${scope}.`,
  },
};

const KEY: Record<Language, Record<Operation['x-access']['apiKey'], string>> = {
  uk: {
    never: 'Ключ API не потрібен.',
    broker: 'Якщо тип доступу клієнта — `BROKER`, надсилайте й ключ МІС у заголовку `API-key`.',
    always: 'Завжди надсилайте ключ МІС у заголовку `API-key`: його перевіряють раніше за токен.',
  },
  en: {
    never: 'No API key is needed.',
    broker: 'Clients of access type `BROKER` also send the key of their MIS in the header `API-key`.',
    always: 'Always send the key of the MIS in the header `API-key`: it is checked before the token.',
  },
};

/** Who may call, in two sentences with `code` in backticks. */
export function accessInWords({ scope, apiKey }: Operation['x-access'], language: Language): string {
  const { none, client, any, scoped } = TOKEN[language];
  const scopes = scope?.split(' ').map((each) => `\`${each}\``);
  const token =
    scopes === undefined
      ? apiKey === 'broker'
        ? client
        : none
      : scope === ''
        ? any
        : scoped(scopes.join(', '));
  return `${token} ${KEY[language][apiKey]}`;
}

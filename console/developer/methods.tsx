import { type Method, methodsOfTag } from '#api-document';
import { useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Shown } from '../parts/asked.tsx';
import { Field } from '../parts/field.tsx';
import { Filters } from '../parts/filters.tsx';
import { missingScopes, titleOf, useDocument } from './document.ts';

const texts = inLanguages(
  {
    title: 'Майданчик',
    lead: 'Викличте будь-який метод API від свого імені й подивіться, що відповість реєстр.',
    search: 'Назва, адреса або operationId',
    yours: 'Ваш токен дозволяє',
    others: 'Потрібні інші дозволи',
    needs: 'немає дозволу',
    none: 'Таких методів немає.',
    access: 'Ваш доступ: токен, дозволи, підключення',
  },
  {
    title: 'Playground',
    lead: 'Call any method of the API in your own name, and see what the registry answers.',
    search: 'Name, address or operationId',
    yours: 'Your token allows',
    others: 'Other scopes are needed',
    needs: 'missing',
    none: 'There are no such methods.',
    access: 'Your access: token, scopes, connections',
  },
);

/** Every method, by subject: first those that the token allows. */
export default function Methods() {
  const { settings, session, place } = useConsole();
  const words = useTexts(texts);
  const asked = useDocument();
  const { language } = settings;
  const wanted = (place.query.get('name') ?? '').toLowerCase();
  const missingOf = (method: Method) =>
    missingScopes(method, (scope) => session.identity.scopes.includes(scope));
  const isWanted = (method: Method) =>
    `${titleOf(language, method)} ${method.method} ${method.path} ${method.operation.operationId}`
      .toLowerCase()
      .includes(wanted);
  return (
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <p>
        <a href="/console/access">{words.access}</a>
      </p>
      <Filters names={['name']}>
        <Field name="name" label={words.search}>
          {(attributes) => (
            <input {...attributes} type="search" defaultValue={place.query.get('name') ?? ''} />
          )}
        </Field>
      </Filters>
      <Shown of={asked}>
        {(document) => {
          const groups = document.tags.map((tag) => ({
            name: language === 'uk' ? tag['x-name-uk'] : tag.name,
            methods: methodsOfTag(document, tag).filter(isWanted),
          }));
          const parts = [true, false].map((isAllowed) => ({
            title: isAllowed ? words.yours : words.others,
            groups: groups
              .map(({ name, methods }) => ({
                name,
                methods: methods.filter((method) => (missingOf(method).length === 0) === isAllowed),
              }))
              .filter(({ methods }) => methods.length > 0),
          }));
          if (parts.every((part) => part.groups.length === 0)) return <p class="quiet">{words.none}</p>;
          return parts
            .filter((part) => part.groups.length > 0)
            .map((part) => (
              <section key={part.title}>
                <h2>{part.title}</h2>
                {part.groups.map(({ name, methods }) => (
                  <section key={name} class="methods">
                    <h3>{name}</h3>
                    <ul>
                      {methods.map((method) => (
                        <MethodLine
                          key={method.operation.operationId}
                          method={method}
                          missing={missingOf(method)}
                        />
                      ))}
                    </ul>
                  </section>
                ))}
              </section>
            ));
        }}
      </Shown>
    </>
  );
}

function MethodLine({ method, missing }: { method: Method; missing: string[] }) {
  const { language } = useConsole().settings;
  const words = useTexts(texts);
  return (
    <li>
      <a href={`/console/try/${method.operation.operationId}`}>{titleOf(language, method)}</a>
      <code>
        <b>{method.method}</b> {method.path}
      </code>
      {missing.length > 0 && (
        <small>
          {words.needs} <code>{missing.join(', ')}</code>
        </small>
      )}
    </li>
  );
}

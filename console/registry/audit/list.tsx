import type { Schemas } from '#client';
import { useConsole, useTexts } from '../../console.ts';
import { inLanguages } from '../../language/language.ts';
import { Moment } from '../../parts/day.tsx';
import { addressOf } from '../../router.ts';
import { Listing } from '../engine/listing.tsx';
import { Changes } from './changes.tsx';
import { searchAsTyped } from './search.ts';
import { auditNames, pageOf } from './texts.ts';

const texts = inLanguages(
  {
    title: 'Журнал аудиту',
    lead: 'Хто, що й коли змінив у реєстрі, найновіше зверху. Записів ніхто не може змінити чи вилучити непомітно.',
    verify: 'Перевірити, чи журнал цілий',
    request_id: 'Номер запиту',
    actor: 'Хто: пошта або ідентифікатор',
    resource: 'Що',
    resource_id: 'Ідентифікатор або назва',
    action: 'Що зроблено',
    from: 'Від, наприклад 28.02.2026',
    to: 'До, включно',
    when: 'Коли',
    who: 'Хто',
    what: 'Що зроблено',
    changes: 'Зміни',
    system: 'команда або файл світу',
    via: 'клієнт',
    request: 'запит',
    empty:
      'Тут нічого не знайдено. Один пошук читає частину журналу: якщо нижче є «Далі», давніші записи ще не переглянуто.',
  },
  {
    title: 'Audit log',
    lead: 'Who changed what in the registry and when, newest first. Nobody can change or remove a row unnoticed.',
    verify: 'Verify that the log is whole',
    request_id: 'Number of the request',
    actor: 'Who: e-mail or identifier',
    resource: 'What',
    resource_id: 'Identifier or name',
    action: 'What was done',
    from: 'From, such as 28.02.2026',
    to: 'To, included',
    when: 'When',
    who: 'Who',
    what: 'What was done',
    changes: 'Changes',
    system: 'a command or a world file',
    via: 'client',
    request: 'request',
    empty:
      'Nothing was found here. One search reads a part of the log: if there is “Further” below, older rows have not been read yet.',
  },
);
type Entry = Schemas['AuditEntry'];

const AUDIT = '/console/registry/audit';

export default function AuditLog() {
  const { settings } = useConsole();
  const words = { ...useTexts(texts), ...useTexts(auditNames) };
  const optionsOf = (names: Record<string, string | undefined>) =>
    Object.entries(names).map(([value, label]) => ({ value, label: label ?? value }));
  return (
    <Listing<'searchAuditLog', Entry>
      title={words.title}
      lead={words.lead}
      also={<a href={`${AUDIT}/verification`}>{words.verify}</a>}
      list={(client, { query, signal }) =>
        searchAsTyped(client, query, { timeZone: settings.timeZone, signal })
      }
      rowsOf={({ data }) => data}
      filters={[
        { name: 'request_id', label: words.request_id, kind: 'text' },
        { name: 'actor', label: words.actor, kind: 'text' },
        { name: 'resource', label: words.resource, kind: 'choice', options: optionsOf(words.resources) },
        { name: 'resource_id', label: words.resource_id, kind: 'text' },
        { name: 'action', label: words.action, kind: 'choice', options: optionsOf(words.actions) },
        { name: 'from', label: words.from, kind: 'text' },
        { name: 'to', label: words.to, kind: 'text' },
      ]}
      columns={[
        { title: words.when, cell: ({ inserted_at }) => <Moment at={inserted_at} isExact /> },
        { title: words.who, cell: (entry) => <Who entry={entry} /> },
        { title: words.what, cell: (entry) => <What entry={entry} /> },
        { title: words.changes, cell: ({ changeset }) => <Changes changeset={changeset} /> },
      ]}
      idOf={({ id }) => id}
      nameOf={({ id }) => id}
      empty={words.empty}
    />
  );
}

const by = (query: Record<string, string>) => addressOf(AUDIT, {}, query);

/** Each leads to all that is alike: of the same person, client or request. */
function Who({ entry: { actor_id, actor_email, client_id, request_id } }: { entry: Entry }) {
  const words = useTexts(texts);
  return (
    <>
      {actor_email === null && client_id === null ? (
        words.system
      ) : (
        <a href={by({ actor: actor_id })}>
          <bdi>{actor_email ?? actor_id}</bdi>
        </a>
      )}
      {client_id !== null && (
        <small>
          {words.via} <a href={`/console/registry/clients/${client_id}`}>{client_id}</a>
        </small>
      )}
      <small>
        {words.request} <a href={by({ request_id })}>{request_id}</a>
      </small>
    </>
  );
}

/** What has a page leads there; all changes of it are a click away as well. */
function What({ entry }: { entry: Entry }) {
  const { resources, actions } = useTexts(auditNames);
  const page = pageOf(entry);
  const name = resources[entry.resource] ?? entry.resource;
  return (
    <>
      {page === undefined ? name : <a href={page}>{name}</a>}: {actions[entry.action] ?? entry.action}
      <small>
        <a href={by({ resource: entry.resource, resource_id: entry.resource_id })}>
          <bdi>{entry.resource_id}</bdi>
        </a>
      </small>
    </>
  );
}

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
    requestHint: 'з повідомлення про помилку',
    actor: 'Хто',
    actorHint: 'пошта або ідентифікатор',
    resource: 'Об’єкт',
    resourceHint: 'що змінено',
    resource_id: 'Який саме',
    resourceIdHint: 'ідентифікатор або назва',
    action: 'Дія',
    actionHint: 'що зроблено',
    from: 'Від дня',
    fromHint: 'наприклад, 28.02.2026',
    to: 'До дня',
    toHint: 'включно',
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
    requestHint: 'as an error shows it',
    actor: 'Who',
    actorHint: 'e-mail or identifier',
    resource: 'Object',
    resourceHint: 'what was changed',
    resource_id: 'Which one',
    resourceIdHint: 'identifier or name',
    action: 'Action',
    actionHint: 'what was done',
    from: 'From the day',
    fromHint: 'such as 28.02.2026',
    to: 'To the day',
    toHint: 'included',
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
  const choiceOf = (names: Record<string, string | undefined>) => ({
    kind: 'choice' as const,
    options: Object.entries(names).map(([value, label]) => ({ value, label: label ?? value })),
  });
  return (
    <Listing<'searchAuditLog', Entry>
      title={words.title}
      lead={words.lead}
      also={
        <p>
          <a href={`${AUDIT}/verification`}>{words.verify}</a>
        </p>
      }
      list={(client, { query, signal }) =>
        searchAsTyped(client, query, { timeZone: settings.timeZone, signal })
      }
      rowsOf={({ data }) => data}
      filters={[
        { name: 'request_id', label: words.request_id, hint: words.requestHint, kind: 'text' },
        { name: 'actor', label: words.actor, hint: words.actorHint, kind: 'text' },
        { name: 'resource', label: words.resource, hint: words.resourceHint, ...choiceOf(words.resources) },
        { name: 'resource_id', label: words.resource_id, hint: words.resourceIdHint, kind: 'text' },
        { name: 'action', label: words.action, hint: words.actionHint, ...choiceOf(words.actions) },
        { name: 'from', label: words.from, hint: words.fromHint, kind: 'text' },
        { name: 'to', label: words.to, hint: words.toHint, kind: 'text' },
      ]}
      columns={[
        { title: words.when, cell: ({ inserted_at }) => <Moment at={inserted_at} isExact /> },

        { title: words.what, cell: (entry) => <What entry={entry} /> },
        { title: words.changes, cell: ({ changeset }) => <Changes changeset={changeset} /> },
        { title: words.who, cell: (entry) => <Who entry={entry} /> },
      ]}
      idOf={({ id }) => id}
      nameOf={({ id }) => id}
      empty={words.empty}
    />
  );
}

const by = (query: Record<string, string>) => addressOf(AUDIT, {}, query);

/** Of a UUID its last digits, by which one tells it from its neighbours: the first may be the time. */
const endOf = (id: string): string => (/^[0-9a-f-]{36}$/.test(id) ? `…${id.slice(-12)}` : id);

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
          {words.via} <a href={`/console/registry/clients/${client_id}`}>{endOf(client_id)}</a>
        </small>
      )}
      <small>
        {words.request} <a href={by({ request_id })}>{endOf(request_id)}</a>
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

import { listEvents, type Result, type Schemas } from '#client';
import { useTexts } from '../../console.ts';
import { inLanguages } from '../../language/language.ts';
import { Moment } from '../../parts/day.tsx';
import { Changes } from '../audit/changes.tsx';
import { Listing } from '../engine/listing.tsx';

const texts = inLanguages(
  {
    title: 'Події',
    lead: 'Про що реєстр сповіщає інші системи, у порядку, в якому це сталося: найдавніше зверху. Читати можна звідки завгодно.',
    after: 'Після події (її ідентифікатор)',
    when: 'Коли',
    what: 'Що сталося',
    payload: 'Подробиці',
    types: {
      'license.created': 'Ліцензію додано',
      'license.updated': 'Ліцензію змінено',
      'license.expiring': 'Строк ліцензії спливає',
      'license.expired': 'Строк ліцензії минув',
      'parameter.changed': 'Параметр змінено',
    } as Record<string, string>,
    empty: 'Новіших подій поки немає.',
  },
  {
    title: 'Events',
    lead: 'What the registry tells other systems, in the order in which it happened: oldest first. Reading can begin anywhere.',
    after: 'After the event (its identifier)',
    when: 'When',
    what: 'What happened',
    payload: 'Details',
    types: {
      'license.created': 'A licence was added',
      'license.updated': 'A licence was changed',
      'license.expiring': 'A licence is about to expire',
      'license.expired': 'A licence has expired',
      'parameter.changed': 'A parameter was changed',
    },
    empty: 'There are no newer events yet.',
  },
);
/** What each type means, for webhooks too. */
export const eventTexts = texts;

type Event = Schemas['RegistryEvent'];

export default function Events() {
  const words = useTexts(texts);
  return (
    <Listing<'listEvents', Event>
      title={words.title}
      lead={words.lead}
      list={async (client, { query, signal }) => withNext(await listEvents(client, { query, signal }))}
      rowsOf={({ data }) => data}
      filters={[{ name: 'after', label: words.after, kind: 'text' }]}
      columns={[
        { title: words.when, cell: ({ occurred_at }) => <Moment at={occurred_at} isExact /> },
        { title: words.what, cell: (event) => <What event={event} /> },
        { title: words.payload, cell: ({ payload }) => <Changes changeset={changesetOf(payload)} /> },
      ]}
      idOf={({ id }) => id}
      nameOf={({ id }) => id}
      empty={words.empty}
    />
  );
}

/** What follows begins behind the last one, whether or not there is anything yet. */
function withNext(result: Result<'listEvents'>): Result<'listEvents'> {
  const last = result.ok ? result.data.at(-1)?.id : undefined;
  return result.ok && last !== undefined ? { ...result, next: { after: last } } : result;
}

function What({ event: { id, type, resource, resource_id } }: { event: Event }) {
  const words = useTexts(texts);
  const page =
    resource === 'parameter'
      ? `/console/registry/parameters/${encodeURIComponent(resource_id)}`
      : `/console/registry/audit?resource=license&resource_id=${resource_id}`;
  return (
    <>
      {words.types[type] ?? type}
      <small>
        <a href={page}>
          <bdi>{resource_id}</bdi>
        </a>
      </small>
      <small>
        <code>{id}</code>
      </small>
    </>
  );
}

/** A payload is a licence as it was, the fields that changed, or a value with what it was before. */
function changesetOf(payload: Record<string, unknown>): { old?: unknown; new?: unknown } {
  if ('old' in payload) return payload;
  if (typeof payload.changes !== 'object' || payload.changes === null) return { new: payload };
  const fields = Object.entries(payload.changes as Record<string, { old?: unknown; new?: unknown } | null>);
  return {
    old: Object.fromEntries(fields.map(([field, change]) => [field, change?.old])),
    new: Object.fromEntries(fields.map(([field, change]) => [field, change?.new])),
  };
}

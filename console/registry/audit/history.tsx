import { searchAuditLog } from '#client';
import { useConsole, useTexts } from '../../console.ts';
import { inLanguages } from '../../language/language.ts';
import { Shown, useAsked } from '../../parts/asked.tsx';
import { Moment } from '../../parts/day.tsx';
import { Table } from '../../parts/table.tsx';
import { addressOf } from '../../router.ts';
import { Changes } from './changes.tsx';
import { auditNames } from './texts.ts';

const texts = inLanguages(
  {
    title: 'Хто змінював',
    when: 'Коли',
    who: 'Хто',
    what: 'Що зроблено',
    changes: 'Зміни',
    system: 'команда або файл світу',
    empty: 'Ніхто ще не змінював.',
    all: 'Усі записи журналу про це',
  },
  {
    title: 'Who changed it',
    when: 'When',
    who: 'Who',
    what: 'What was done',
    changes: 'Changes',
    system: 'a command or a world file',
    empty: 'Nobody has changed it yet.',
    all: 'All rows of the log about this',
  },
);

const SHOWN = 5;

/** The last changes of one thing, for who may read the audit log. */
export function History({ resource, id, of }: { resource: string; id: string; of: unknown }) {
  const { session } = useConsole();
  const words = useTexts(texts);
  const { actions } = useTexts(auditNames);
  const query = { resource, resource_id: id };
  const mayRead = session.can('audit:read');
  const asked = useAsked(
    mayRead
      ? (signal) => searchAuditLog(session.client, { query: { ...query, limit: SHOWN }, signal })
      : undefined,
    [id, of],
  );
  if (!mayRead) return null;
  return (
    <section>
      <h2>{words.title}</h2>
      <Shown of={asked}>
        {({ data, next }) => (
          <>
            <Table
              name={words.title}
              columns={[
                { title: words.when, cell: ({ inserted_at }) => <Moment at={inserted_at} isExact /> },
                { title: words.who, cell: ({ actor_email }) => <bdi>{actor_email ?? words.system}</bdi> },
                { title: words.what, cell: ({ action }) => actions[action] ?? action },
                { title: words.changes, cell: ({ changeset }) => <Changes changeset={changeset} /> },
              ]}
              rows={data}
              keyOf={(entry) => entry.id}
              empty={words.empty}
            />
            {next !== undefined && (
              <p>
                <a href={addressOf('/console/registry/audit', {}, query)}>{words.all}</a>
              </p>
            )}
          </>
        )}
      </Shown>
    </section>
  );
}

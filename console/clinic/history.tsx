import { getHistoryOfOwnLicense } from '#client';
import { useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Shown, useAsked } from '../parts/asked.tsx';
import { Moment } from '../parts/day.tsx';
import { LicenseChanges } from '../parts/license-changes.tsx';
import { Pager, pageNumberOf } from '../parts/pager.tsx';
import { Table } from '../parts/table.tsx';

const texts = inLanguages(
  {
    title: 'Історія',
    name: 'Зміни ліцензії, від найдавнішої',
    when: 'Коли',
    who: 'Хто',
    what: 'Що змінено',
    nhs: 'НСЗУ',
    empty: 'Змін іще не було.',
  },
  {
    title: 'History',
    name: 'Changes of the licence, the oldest first',
    when: 'When',
    who: 'Who',
    what: 'What changed',
    nhs: 'НСЗУ',
    empty: 'Nothing has been changed yet.',
  },
);

/** Who changed it, when, and what: old → new. One that no longer counts has its history all the same. */
export function History({ license }: { license: string }) {
  const { session, place } = useConsole();
  const words = useTexts(texts);
  const page = pageNumberOf(place.query);
  const history = useAsked(
    (signal) =>
      getHistoryOfOwnLicense(session.client, {
        path: { id: license },
        query: { page, page_size: 50 },
        signal,
      }),
    [license, page],
  );
  // There is none: the page above has said that there is no such licence.
  if (history.failed?.status === 404) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.title}</h2>
      <Shown of={history}>
        {({ data, paging }) => (
          <>
            <Table
              name={words.name}
              rows={data}
              keyOf={({ request_id, inserted_at }) => inserted_at + request_id}
              empty={words.empty}
              columns={[
                { title: words.when, isNarrow: true, cell: ({ inserted_at }) => <Moment at={inserted_at} /> },
                { title: words.who, cell: ({ actor_email }) => <bdi>{actor_email ?? words.nhs}</bdi> },
                { title: words.what, cell: (change) => <LicenseChanges change={change} /> },
              ]}
            />
            <Pager paging={paging} />
          </>
        )}
      </Shown>
    </section>
  );
}

import { getLicenseHistory, type Schemas } from '#client';
import { useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Shown, useAskedAll } from '../parts/asked.tsx';
import { Moment } from '../parts/day.tsx';
import { LicenseChanges } from '../parts/license-changes.tsx';
import { useNames } from '../parts/names.ts';
import { Table } from '../parts/table.tsx';

const texts = inLanguages(
  {
    title: 'Останні зміни',
    when: 'Коли',
    who: 'Хто',
    license: 'Ліцензія',
    what: 'Що змінено',
    system: 'оператор або сам реєстр',
    none: 'Змін у реєстрі не записано.',
  },
  {
    title: 'Latest changes',
    when: 'When',
    who: 'Who',
    license: 'Licence',
    what: 'What changed',
    system: 'an operator or the registry itself',
    none: 'No changes are recorded.',
  },
);
/** Histories begin with the oldest change; beyond the last page comes the last one. */
const LAST_PAGE = 1_000_000;
const MOST = 10;

/** Who changed any of these licences last. */
export function CardChanges({ licenses }: { licenses: readonly Schemas['LicenseAcross'][] }) {
  const { client } = useConsole().session;
  const words = useTexts(texts);
  const types = useNames('LICENSE_TYPE');
  const histories = useAskedAll<'getLicenseHistory'>(
    licenses.map(
      ({ id }) =>
        (signal) =>
          getLicenseHistory(client, { path: { id }, query: { page: LAST_PAGE, page_size: MOST }, signal }),
    ),
    [licenses],
  );
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{words.title}</h2>
      <Shown of={histories}>
        {(answers) => (
          <Table
            name={words.title}
            rows={answers
              .flatMap(({ data }, at) =>
                data.map((change) => ({ ...change, type: licenses[at]?.type ?? '' })),
              )
              .toSorted((one, other) => (one.inserted_at < other.inserted_at ? 1 : -1))
              .slice(0, MOST)}
            keyOf={({ request_id, type, inserted_at }) => inserted_at + type + request_id}
            empty={words.none}
            columns={[
              { title: words.when, isNarrow: true, cell: ({ inserted_at }) => <Moment at={inserted_at} /> },
              { title: words.who, cell: ({ actor_email }) => <bdi>{actor_email ?? words.system}</bdi> },
              { title: words.license, cell: ({ type }) => types.of(type) },
              { title: words.what, cell: (change) => <LicenseChanges change={change} /> },
            ]}
          />
        )}
      </Shown>
    </section>
  );
}

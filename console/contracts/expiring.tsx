import { getLicensesAcrossLegalEntities } from '#client';
import { useConsole, useTexts } from '../console.ts';
import { counted, inLanguages, type Language } from '../language/language.ts';
import { Shown, useAsked } from '../parts/asked.tsx';
import { ExportButton } from '../parts/export.tsx';
import type { AnyFailed } from '../parts/failure.tsx';
import { Filters } from '../parts/filters.tsx';
import { daysText } from '../parts/license-state.tsx';
import { useNames } from '../parts/names.ts';
import { Pager, pageNumberOf } from '../parts/pager.tsx';
import { SelectField } from '../parts/select-field.tsx';
import { exportedExpiring } from './exported.ts';
import { LicenseTable } from './license-table.tsx';
import { Months, monthName } from './months.tsx';
import { DAYS, EXPIRED, monthsFrom, periodOf, queryOf } from './period.ts';

const texts = inLanguages(
  {
    title: 'Спливають',
    when: 'Коли',
    within: (days: string) => `за ${days}`,
    expired: 'уже прострочені',
    type: 'Ліцензія',
    any: 'будь-яка',
    name: 'Ліцензії, строк яких спливає',
    none: 'Таких ліцензій немає.',
  },
  {
    title: 'Expiring',
    when: 'When',
    within: (days: string) => `within ${days}`,
    expired: 'already expired',
    type: 'Licence',
    any: 'any',
    name: 'Licences that expire',
    none: 'There are no such licences.',
  },
);

const foundText = (language: Language, count: number) =>
  language === 'uk'
    ? counted(language, count, { one: 'ліцензія', few: 'ліцензії', many: 'ліцензій', other: 'ліцензії' })
    : counted(language, count, { one: 'licence', other: 'licences' });

/** What ends soon, of all clinics; the most urgent first. */
export default function Expiring() {
  const { session, settings, clock, place } = useConsole();
  const words = useTexts(texts);
  const types = useNames('LICENSE_TYPE');
  const today = clock.today();
  const { when, period } = periodOf(place.query.get('when') ?? '', today);
  const type = place.query.get('type') ?? '';
  const page = pageNumberOf(place.query);
  const times: [string, string][] = [
    ...DAYS.map((days): [string, string] => [days, words.within(daysText(settings.language, Number(days)))]),
    [EXPIRED, words.expired],
    ...monthsFrom(today).map(({ month }): [string, string] => [month, monthName(settings.language, month)]),
  ];
  const query = { ...queryOf(period), ...(type && { type }) };
  const found = useAsked(
    (signal) => getLicensesAcrossLegalEntities(session.client, { query: { ...query, page }, signal }),
    [when, type, page],
  );
  return (
    <>
      <h1>{words.title}</h1>
      <Filters names={['when', 'type']}>
        <SelectField name="when" label={words.when} value={when} options={times} />
        <SelectField
          name="type"
          label={words.type}
          value={type}
          any={words.any}
          options={types.values.map(({ code, description }) => [code, description])}
        />
      </Filters>
      <Shown of={found}>
        {({ data, paging }) => (
          <>
            <p role="status">{foundText(settings.language, paging.total_entries ?? data.length)}</p>
            <LicenseTable name={words.name} licenses={data} empty={words.none} isAcross />
            {data.length > 0 && (
              <p>
                <ExportButton
                  name={`expiring-${when}-${today}.csv`}
                  make={async () => {
                    const exported = await exportedExpiring(session.client, query);
                    return exported.ok ? exported : (exported as AnyFailed);
                  }}
                />
              </p>
            )}
            <Pager paging={paging} />
          </>
        )}
      </Shown>
      <Months type={type} />
    </>
  );
}

import { getLicensesAcrossLegalEntities } from '#client';
import { useConsole, useTexts } from '../console.ts';
import { counted, inLanguages, type Language } from '../language/language.ts';
import { Shown, useAsked } from '../parts/asked.tsx';
import { Field } from '../parts/field.tsx';
import { Filters } from '../parts/filters.tsx';
import { daysText } from '../parts/license-state.tsx';
import { useNames } from '../parts/names.ts';
import { Pager, pageNumberOf } from '../parts/pager.tsx';
import { LicenseTable } from './license-table.tsx';
import { Months, monthName } from './months.tsx';
import { DAYS, EXPIRED, monthsFrom, periodOf, queryOf } from './period.ts';

const texts = inLanguages(
  {
    title: 'Спливають',
    when: 'Коли',
    within: (days: string) => `за ${days}`,
    expired: 'уже прострочені',
    months: 'Місяць',
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
    months: 'Month',
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
  const found = useAsked(
    (signal) =>
      getLicensesAcrossLegalEntities(session.client, {
        query: { ...queryOf(period), ...(type && { type }), page },
        signal,
      }),
    [when, type, page],
  );
  return (
    <>
      <h1>{words.title}</h1>
      <Filters names={['when', 'type']}>
        <Field name="when" label={words.when}>
          {(attributes) => (
            <select {...attributes} defaultValue={when}>
              {DAYS.map((days) => (
                <option key={days} value={days}>
                  {words.within(daysText(settings.language, Number(days)))}
                </option>
              ))}
              <option value={EXPIRED}>{words.expired}</option>
              <optgroup label={words.months}>
                {monthsFrom(today).map(({ month }) => (
                  <option key={month} value={month}>
                    {monthName(settings.language, month)}
                  </option>
                ))}
              </optgroup>
            </select>
          )}
        </Field>
        <Field name="type" label={words.type}>
          {(attributes) => (
            <select {...attributes} defaultValue={type}>
              <option value="">{words.any}</option>
              {types.values.map(({ code, description }) => (
                <option key={code} value={code} selected={code === type}>
                  {description}
                </option>
              ))}
            </select>
          )}
        </Field>
      </Filters>
      <Shown of={found}>
        {({ data, paging }) => (
          <>
            <p role="status">{foundText(settings.language, paging.total_entries ?? data.length)}</p>
            <LicenseTable name={words.name} licenses={data} empty={words.none} isAcross />
            <Pager paging={{ ...paging, total_pages: paging.total_pages ?? 1 }} />
          </>
        )}
      </Shown>
      <Months type={type} />
    </>
  );
}

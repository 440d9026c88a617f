import { getLicensesAcrossLegalEntities } from '#client';
import { useConsole, useTexts } from '../console.ts';
import { inLanguages, type Language, numberText } from '../language/language.ts';
import { Shown, useAskedAll } from '../parts/asked.tsx';
import { addressOf } from '../router.ts';
import { monthsFrom, queryOf } from './period.ts';

const texts = inLanguages(
  { title: 'Наступні дванадцять місяців', month: 'Місяць', count: 'Ліцензій' },
  { title: 'The next twelve months', month: 'Month', count: 'Licences' },
);

/** `грудень 2026` of `2026-12`. */
export const monthName = (language: Language, month: string): string =>
  new Intl.DateTimeFormat(language === 'uk' ? 'uk-UA' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
    .format(new Date(`${month}-01`))
    .replace(/\sр\.$/, '');

/** How many end in each month: a table whose last column is the picture of the one before. */
export function Months({ type }: { type: string }) {
  const { session, settings, clock, place } = useConsole();
  const words = useTexts(texts);
  const months = monthsFrom(clock.today());
  const counts = useAskedAll<'getLicensesAcrossLegalEntities'>(
    months.map(({ period }) => (signal) => {
      // Of each page only its total is wanted.
      const query = { ...queryOf(period), ...(type && { type }), page_size: 1 };
      return getLicensesAcrossLegalEntities(session.client, { query, signal });
    }),
    [type],
  );
  return (
    <section aria-labelledby="months">
      <h2 id="months">{words.title}</h2>
      <Shown of={counts}>
        {(answers) => {
          const totals = answers.map(({ paging }) => paging.total_entries ?? 0);
          const most = Math.max(1, ...totals);
          return (
            <table class="months" aria-labelledby="months">
              <thead>
                <tr>
                  <th scope="col">{words.month}</th>
                  <th scope="col">{words.count}</th>
                  <td aria-hidden="true" />
                </tr>
              </thead>
              <tbody>
                {months.map(({ month }, at) => (
                  <tr key={month}>
                    <th scope="row">
                      <a href={addressOf(place.path, {}, { when: month, type })}>
                        {monthName(settings.language, month)}
                      </a>
                    </th>
                    <td>{numberText(settings.language, totals[at] as number)}</td>
                    <td>
                      <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                        <rect width={(100 * (totals[at] as number)) / most} height="1" />
                      </svg>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          );
        }}
      </Shown>
    </section>
  );
}

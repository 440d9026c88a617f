import { useConsole, useTexts } from '../console.ts';
import { inLanguages, numberText } from '../language/language.ts';
import { addressOf } from '../router.ts';

const texts = inLanguages(
  {
    name: 'Сторінки',
    of: (page: string, all: string) => `Сторінка ${page} з ${all}`,
    at: (page: string) => `Сторінка ${page}`,
    before: 'Попередня',
    after: 'Наступна',
  },
  {
    name: 'Pages',
    of: (page: string, all: string) => `Page ${page} of ${all}`,
    at: (page: string) => `Page ${page}`,
    before: 'Previous',
    after: 'Next',
  },
);

type Paging = { page_number: number; total_pages: number | null };

/** As far as the API counts. */
const LAST_PAGE = Number.MAX_SAFE_INTEGER;

/** The page that an address asks for; whatever is no number is the first. */
export const pageNumberOf = (query: URLSearchParams): number =>
  Math.min(LAST_PAGE, Math.max(1, Math.trunc(Number(query.get('page'))) || 1));

/**
 * Which page it is stands in the address. Nothing where one page holds all.
 * @param isFull that more may follow, of a list whose end is not known
 */
export function Pager({ paging, isFull = false }: { paging: Paging; isFull?: boolean }) {
  const { place, settings } = useConsole();
  const words = useTexts(texts);
  const { page_number: page, total_pages: all } = paging;
  const isLast = all === null ? !isFull : page >= all;
  if (page === 1 && isLast) return null;
  const number = (value: number) => numberText(settings.language, value);
  const to = (target: number) =>
    addressOf(
      place.path,
      {},
      { ...Object.fromEntries(place.query), page: target > 1 ? String(target) : undefined },
    );
  return (
    <nav class="pager" aria-label={words.name}>
      {page > 1 && <a href={to(page - 1)}>← {words.before}</a>}
      <span>{all === null ? words.at(number(page)) : words.of(number(page), number(all))}</span>
      {!isLast && <a href={to(page + 1)}>{words.after} →</a>}
    </nav>
  );
}

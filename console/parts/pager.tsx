import { useConsole, useTexts } from '../console.ts';
import { inLanguages, numberText } from '../language/language.ts';
import { addressOf } from '../router.ts';

const texts = inLanguages(
  {
    name: 'Сторінки',
    of: (page: string, all: string) => `Сторінка ${page} з ${all}`,
    before: 'Попередня',
    after: 'Наступна',
  },
  {
    name: 'Pages',
    of: (page: string, all: string) => `Page ${page} of ${all}`,
    before: 'Previous',
    after: 'Next',
  },
);

type Paging = { page_number: number; total_pages: number };

/** The page that an address asks for; whatever is no number is the first. */
export const pageNumberOf = (query: URLSearchParams): number =>
  Math.max(1, Math.trunc(Number(query.get('page'))) || 1);

/** Which page it is stands in the address. Nothing where one page holds all. */
export function Pager({ paging }: { paging: Paging }) {
  const { place, settings } = useConsole();
  const words = useTexts(texts);
  const { page_number: page, total_pages: all } = paging;
  if (all <= 1) return null;
  const to = (target: number) =>
    addressOf(
      place.path,
      {},
      { ...Object.fromEntries(place.query), page: target > 1 ? String(target) : undefined },
    );
  return (
    <nav class="pager" aria-label={words.name}>
      {page > 1 && <a href={to(page - 1)}>← {words.before}</a>}
      <span>{words.of(numberText(settings.language, page), numberText(settings.language, all))}</span>
      {page < all && <a href={to(page + 1)}>{words.after} →</a>}
    </nav>
  );
}

import type { ComponentChildren } from 'preact';
import { useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';

const texts = inLanguages(
  { show: 'Показати', all: 'Прибрати фільтри' },
  { show: 'Show', all: 'Remove the filters' },
);

/**
 * What is shown of a list: fields whose names are those of the address's query, so that a link or a reload shows the same.
 * Give a field `defaultValue={place.query.get(name) ?? ''}`.
 */
export function Filters({ names, children }: { names: readonly string[]; children: ComponentChildren }) {
  const { place, setQuery } = useConsole();
  const words = useTexts(texts);
  // Another list begins with its first page.
  const nothing = Object.fromEntries([...names, 'page', 'after'].map((name) => [name, undefined]));
  const isFiltered = names.some((name) => place.query.has(name));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.target as HTMLFormElement)) as Record<string, string>;
    setQuery({ ...nothing, ...trimmed(given) });
  };
  return (
    // Another address is another form: what is shown is what it says.
    <search key={place.query.toString()}>
      <form class="filters" onSubmit={submit}>
        {children}
        <div class="filter-actions">
          <button type="submit" class="button second">
            {words.show}
          </button>
          {isFiltered && (
            <button type="button" class="link" onClick={() => setQuery(nothing)}>
              {words.all}
            </button>
          )}
        </div>
      </form>
    </search>
  );
}

const trimmed = (given: Record<string, string>) =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.trim()]));

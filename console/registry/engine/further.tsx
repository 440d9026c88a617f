import { useConsole, useTexts } from '../../console.ts';
import { addressOf } from '../../router.ts';
import { engineTexts } from './words.ts';

/** Pages of a list that goes on after a place: what follows, and back to where it begins. */
export function Further({ after }: { after: string | undefined }) {
  const { place } = useConsole();
  const words = useTexts(engineTexts);
  const to = (next: string | undefined) =>
    addressOf(place.path, {}, { ...Object.fromEntries(place.query), after: next });
  const isFirst = !place.query.has('after');
  if (isFirst && after === undefined) return null;
  return (
    <nav class="pager" aria-label={words.more}>
      {!isFirst && <a href={to(undefined)}>← {words.toStart}</a>}
      {after !== undefined && <a href={to(after)}>{words.more} →</a>}
    </nav>
  );
}

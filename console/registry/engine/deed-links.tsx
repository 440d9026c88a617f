import { useConsole, useTexts } from '../../console.ts';
import { Action } from '../../parts/action.tsx';
import { addressOf } from '../../router.ts';
import type { Deed } from './deed.ts';
import { engineTexts } from './words.ts';

type DeedLinksProps<Row> = {
  deeds: readonly Deed<Row>[];
  row: Row;
  /** Which row it is, where the page has several. */
  id?: string;
  /** What it is called, for who does not see the row. */
  of?: string;
};

/** What can be done. */
export function DeedLinks<Row>({ deeds, row, id, of }: DeedLinksProps<Row>) {
  const { place, session } = useConsole();
  const words = useTexts(engineTexts);
  const offered = deeds.filter(({ isFor }) => isFor?.(row) ?? true);
  if (offered.length === 0) return null;
  return (
    <ul class="deeds">
      {offered.map(({ name, title, scope, refusal }) => {
        const why = session.can(scope) ? refusal?.(row) : words.needs(scope);
        const query = { ...Object.fromEntries(place.query), do: name, id };
        return (
          <li key={name}>
            <Action
              href={addressOf(place.path, {}, query)}
              label={title}
              whyNot={why}
              fullName={of && `${title}: ${of}`}
              isQuiet
            />
          </li>
        );
      })}
    </ul>
  );
}

/** What the address asks for, where it can be done. */
export function useDeed<Row>(deeds: readonly Deed<Row>[], row: Row | undefined): Deed<Row> | undefined {
  const { place, session } = useConsole();
  const found = deeds.find(({ name }) => name === place.query.get('do'));
  if (found === undefined || row === undefined) return undefined;
  const isPossible = (found.isFor?.(row) ?? true) && found.refusal?.(row) === undefined;
  return isPossible && session.can(found.scope) ? found : undefined;
}

/** The same page without the question. */
export const withoutDeed = (path: string, query: URLSearchParams): string =>
  addressOf(path, {}, { ...Object.fromEntries(query), do: undefined, id: undefined });

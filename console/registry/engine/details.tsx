import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useConsole, useTexts } from '../../console.ts';
import { type Asked, Shown } from '../../parts/asked.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import type { Deed, Told } from './deed.ts';
import { DeedLinks, useDeed, withoutDeed } from './deed-links.tsx';
import { DeedPage } from './deed-page.tsx';
import { Done } from './done.tsx';
import { Trail } from './trail.tsx';
import { engineTexts } from './words.ts';

type DetailsProps<Row> = {
  /** Whose page it is. */
  id: string;
  asked: Asked<Row>;
  nameOf(row: Row): string;
  factsOf(row: Row): readonly Fact[];
  deeds?: readonly Deed<Row>[];
  /** More of it than facts, before what can be done. */
  children?: (row: Row) => ComponentChildren;
  /** Where there is more about it: words and addresses. */
  related?: readonly (readonly [string, string])[];
};

/** One thing of the registry: what is known of it, and what can be done to it. */
export function Details<Row>(props: DetailsProps<Row>) {
  const { id, asked, nameOf, factsOf, deeds = [], children, related = [] } = props;
  const { place, setQuery } = useConsole();
  const words = useTexts(engineTexts);
  const [told, setTold] = useState<Told>();
  const deed = useDeed(deeds, asked.value);
  return (
    <>
      <Trail />
      <Shown of={asked}>
        {(row) =>
          deed !== undefined ? (
            <DeedPage
              key={deed.name}
              deed={deed}
              row={row}
              subject={id}
              name={nameOf(row)}
              facts={<Facts facts={factsOf(row)} />}
              back={withoutDeed(place.path, place.query)}
              onStale={asked.again}
              onDone={(done) => {
                setTold(done);
                asked.again();
                setQuery({ do: undefined });
              }}
            />
          ) : (
            <>
              <h1>
                <bdi>{nameOf(row)}</bdi>
              </h1>
              {told && <Done key={told.title} told={told} />}
              <Facts facts={factsOf(row)} />
              {children?.(row)}
              {related.length > 0 && (
                <nav class="related" aria-label={words.related}>
                  {related.map(([label, address]) => (
                    <a key={address} href={address}>
                      {label}
                    </a>
                  ))}
                </nav>
              )}
              {deeds.length > 0 && (
                <>
                  <h2>{words.deeds}</h2>
                  <DeedLinks deeds={deeds} row={row} />
                </>
              )}
            </>
          )
        }
      </Shown>
    </>
  );
}

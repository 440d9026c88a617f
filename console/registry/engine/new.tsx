import { useState } from 'preact/hooks';
import { useConsole } from '../../console.ts';
import type { Deed, Told } from './deed.ts';
import { DeedPage } from './deed-page.tsx';
import { Done } from './done.tsx';
import { Trail } from './trail.tsx';

/** The page that makes a new one, and then says what was made. */
export function New({ deed }: { deed: Deed<undefined> }) {
  const { place } = useConsole();
  const [told, setTold] = useState<Told>();
  return (
    <>
      <Trail />
      {told === undefined ? (
        <DeedPage
          deed={deed}
          row={undefined}
          subject={place.query.toString()}
          back={place.path.replace(/\/new$/, '')}
          onDone={setTold}
        />
      ) : (
        <>
          <h1>{deed.heading}</h1>
          <Done told={told} />
        </>
      )}
    </>
  );
}

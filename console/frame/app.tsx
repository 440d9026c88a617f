import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Console, ConsoleContext } from '../console.ts';
import { findPage, navigationOf } from '../pages.ts';
import { addressOf, followed, HOME, type Place, placeOf } from '../router.ts';
import type { Session } from '../session/session.ts';
import { clockOf, type Settings } from '../settings.ts';
import { Body } from './body.tsx';
import { Ended } from './ended.tsx';
import { Foot, Top } from './frame.tsx';

/** The page of the address, in the frame that all of them have. */
export function App({
  settings,
  session,
  hasEnded,
}: {
  settings: Settings;
  session: Session;
  hasEnded: boolean;
}) {
  const [place, setPlace] = useState<Place>(placeOf(location));
  const main = useRef<HTMLElement>(null);
  const clock = useMemo(() => clockOf(settings), [settings]);
  const show = (address: string, replace = false) => {
    history[replace ? 'replaceState' : 'pushState'](null, '', address);
    setPlace(placeOf(location));
  };
  const go = (address: string, replace = false) => {
    show(address, replace);
    window.scrollTo(0, 0);
    main.current?.focus();
  };
  const setQuery = (values: Record<string, string | undefined>) => {
    const query = { ...Object.fromEntries(placeOf(location).query), ...values };
    show(addressOf(location.pathname, {}, query), true);
  };
  useEffect(() => {
    const onPop = () => setPlace(placeOf(location));
    const onClick = (event: MouseEvent) => {
      const address = followed(event);
      if (address === undefined) return;
      event.preventDefault();
      go(address);
    };
    addEventListener('popstate', onPop);
    document.addEventListener('click', onClick);
    return () => {
      removeEventListener('popstate', onPop);
      document.removeEventListener('click', onClick);
    };
  }, []);
  // The first page is the first that the person may see.
  const [first] = navigationOf(session);
  const isHome = place.path === HOME || `${place.path}/` === HOME;
  useEffect(() => {
    if (isHome && first !== undefined) show(first.address, true);
  }, [isHome]);
  const console: Console = { settings, clock, session, place, go, setQuery };
  return (
    <ConsoleContext.Provider value={console}>
      <Top />
      <main class="page" id="content" tabIndex={-1} ref={main}>
        {hasEnded && <Ended />}
        {!(isHome && first !== undefined) && <Body found={findPage(place.path)} />}
      </main>
      <Foot />
    </ConsoleContext.Provider>
  );
}

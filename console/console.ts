import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Texts } from './language/language.ts';
import type { Place } from './router.ts';
import type { Session } from './session/session.ts';
import type { Clock, Settings } from './settings.ts';

/** What every page has at hand. */
export type Console = {
  settings: Settings;
  clock: Clock;
  session: Session;
  place: Place;
  /** Goes to another page of the console, as a link would. @param replace leaves no entry in the history */
  go(address: string, replace?: boolean): void;
  /** Shows another part of the same page: its state is in the address. Empty values are left out. */
  setQuery(values: Record<string, string | undefined>): void;
};

export const ConsoleContext = createContext<Console | undefined>(undefined);

export function useConsole(): Console {
  const console = useContext(ConsoleContext);
  if (console === undefined) throw new Error('outside of the console');
  return console;
}

/** The texts of a page in the language of its reader. */
export const useTexts = <Of>(texts: Texts<Of>): Of => texts[useConsole().settings.language];

/** What a page is given. */
export type PageProps = { params: Record<string, string> };

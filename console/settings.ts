import type { Language } from './language/language.ts';

/** What the server says of where this page runs: `src/console/page.ts` writes it. */
export type Settings = {
  clientId: string;
  /** No secret: it is good only beside tokens obtained through this page. */
  apiKey: string;
  language: Language;
  /** The registry's time when the page was made. */
  now: string;
  timeZone: string;
  environment: string;
  /** What each scope allows, in words. */
  scopes: Readonly<Record<string, string>>;
};

export function readSettings(document: Document): Settings {
  return JSON.parse(document.getElementById('settings')?.textContent ?? '{}') as Settings;
}

/** The registry's clock: as far from this device's as it was when the page was made. */
export type Clock = { now(): Date /** `YYYY-MM-DD` in the registry's time zone. */; today(): string };

export function clockOf({ now, timeZone }: Settings): Clock {
  const aheadMs = Date.parse(now) - Date.now();
  const civilDate = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const current = () => new Date(Date.now() + aheadMs);
  return { now: current, today: () => civilDate.format(current()) };
}

import { useConsole } from '../console.ts';
import { dateText, momentText } from '../language/language.ts';

/** `28.02.2024`, with the date that machines read. */
export const Day = ({ date }: { date: string }) => <time dateTime={date}>{dateText(date)}</time>;

/** `12.11.2026, 14:03`, in the registry's time zone. */
export function Moment({ at, isExact = false }: { at: string; isExact?: boolean }) {
  const { settings } = useConsole();
  return <time dateTime={at}>{momentText(at, settings.timeZone, isExact)}</time>;
}

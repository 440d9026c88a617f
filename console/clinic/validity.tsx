import { useConsole, useTexts } from '../console.ts';
import { daysBetween, inLanguages, type Language } from '../language/language.ts';
import { Day } from '../parts/day.tsx';
import { daysText, LicenseStateTag, stateOf } from '../parts/license-state.tsx';
import type { License } from './reading.ts';

const texts = inLanguages(
  {
    forever: 'безстроково',
    until: 'до',
    from: 'з',
    ended: (days: string) => `, ${days} тому`,
  },
  {
    forever: 'without an end',
    until: 'until',
    from: 'from',
    ended: (days: string) => `, ${days} ago`,
  },
);

/** Whether it is valid and until when, in words. */
export function Validity({ license }: { license: License }) {
  const { clock, settings } = useConsole();
  const words = useTexts(texts);
  const { expiry_date: expiry, active_from_date: from } = license;
  const today = clock.today();
  const { kind } = stateOf(license, today);
  return (
    <span>
      <LicenseStateTag license={license} />{' '}
      {kind === 'future' && (
        <>
          {words.from} <Day date={from} />{' '}
        </>
      )}
      {expiry === null ? (
        words.forever
      ) : (
        <>
          {words.until} <Day date={expiry} />
          {kind === 'expired' && words.ended(ago(settings.language, expiry, today))}
        </>
      )}
    </span>
  );
}

const ago = (language: Language, date: string, today: string) => daysText(language, daysBetween(date, today));

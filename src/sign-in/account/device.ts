import type { Language } from '../language.ts';

/** What a User-Agent header says of itself, the most telling first: nearly all of them claim to be Mozilla and Safari too. */
const PROGRAMS: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

const WORDS = {
  uk: { on: 'на', unknown: 'Невідома програма' },
  en: { on: 'on', unknown: 'Unknown program' },
} as const;

/** `Firefox на Windows`: enough to know one's own devices by. */
export function deviceInWords(language: Language, userAgent: string): string {
  const [program, system] = [PROGRAMS, SYSTEMS].map(
    (table) => table.find(([sign]) => sign.test(userAgent))?.[1],
  );
  const { on, unknown } = WORDS[language];
  if (program === undefined) return system ?? unknown;
  return system === undefined ? program : `${program} ${on} ${system}`;
}

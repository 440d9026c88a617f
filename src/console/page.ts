import type { AnswerOf } from '../api/answers.ts';
import { html, markupOf, trustedMarkup } from '../platform/html/html.ts';
import { PRODUCT } from '../platform/html/page.ts';
import { inLanguages, type Language } from '../sign-in/language.ts';
import { type BuiltConsole, ICON_PATH } from './build.ts';

/** What the page is told of where it runs; `console/settings.ts` reads it. */
export type ConsoleSettings = {
  clientId: string;
  /** Known to every browser: good only beside tokens that were obtained through this page. */
  apiKey: string;
  language: Language;
  /** The registry's own time, which decides what has expired. */
  now: string;
  timeZone: string;
  environment: string;
  /** What each scope allows, in the words of the sign-in. */
  scopes: Readonly<Record<string, string>>;
};

const WITHOUT_SCRIPT = inLanguages(
  'Консоль працює лише з увімкненим JavaScript. Увімкніть його в налаштуваннях браузера й перезавантажте сторінку.',
  'The console needs JavaScript. Switch it on in the settings of your browser and reload this page.',
);
const LOADING = inLanguages('Завантаження…', 'Loading…');
/** The styles show it late: a script that never comes cannot say so itself. */
const LATE = inLanguages(
  'Якщо сторінка так і не відкриється, перевірте з’єднання з інтернетом і перезавантажте її. Чернетки збережено.',
  'If the page does not open, check your internet connection and reload it. Drafts are kept.',
);

/**
 * Nothing runs that is not ours, no text becomes markup by a script's hand, nothing is sent but to us and to the store.
 * @param store origin of the links to contract files; undefined: it cannot be told now
 */
const policyOf = (store: string | undefined): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self'${store === undefined ? '' : ` ${store}`}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** The one page of all addresses below `/console/`. */
export function consolePage(
  { script, style, preloads }: BuiltConsole,
  settings: ConsoleSettings,
  { store, cookies }: { store: string | undefined; cookies: readonly string[] },
): AnswerOf<'page'> {
  const { language } = settings;
  return {
    kind: 'page',
    headers: {
      'content-security-policy': policyOf(store),
      'cache-control': 'no-store',
      'set-cookie': [...cookies],
    },
    html: markupOf(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${PRODUCT[language]}</title>
<link rel="icon" href="${ICON_PATH}">
<link rel="stylesheet" href="${style}">
${preloads.map((address) => html`<link rel="modulepreload" href="${address}">`)}
<script type="module" src="${script}"></script>
<script type="application/json" id="settings">${trustedMarkup(inScript(settings))}</script>
</head>
<body class="wide">
<div id="console"><main class="page"><p class="quiet">${LOADING[language]}</p><p class="late">${LATE[language]}</p><noscript><div class="notice bad"><p>${WITHOUT_SCRIPT[language]}</p></div></noscript></main></div>
</body>
</html>
`),
  };
}

/** JSON in which nothing ends the element that it stands in. */
const inScript = (value: object): string => JSON.stringify(value).replaceAll('<', '\\u003c');

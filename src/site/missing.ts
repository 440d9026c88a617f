import { html, markupOf } from '../platform/html/html.ts';
import { nearestName } from '../platform/nearest-name.ts';
import { EVERYTHING } from './lists.ts';
import { addressOf, type Language, type SitePage } from './page.ts';
import { WORDS } from './words.ts';

/** Where in the page stands what is near to what was asked for. */
export const MISSING = '\u{fffc}';

/** Of an address that no page has. */
export function missingPage(language: Language): SitePage {
  const { title, lead, all } = WORDS[language].notFound;
  const body = html`<h1>${title}</h1>
<p class="lead">${lead}</p>
${MISSING}
<p><a href="${addressOf(language, EVERYTHING)}">${all}</a></p>`;
  return {
    path: '',
    language,
    textLanguage: language,
    title,
    section: null,
    summary: lead,
    body,
    headings: [],
    passages: [],
  };
}

/** A link to the page whose address is most like the one that was asked for, where one is like it. */
export function nearMarkup(language: Language, asked: string, addresses: readonly string[]): string {
  const near = nearest(asked, addresses);
  if (near === undefined) return '';
  return markupOf(html`<p>${WORDS[language].notFound.near} <a href="${near}">${near}</a></p>`);
}

/** By the whole address, else by its last name alone: people remember the name of an error, not where it stands. */
function nearest(asked: string, addresses: readonly string[]): string | undefined {
  const whole = nearestName(asked, addresses);
  if (whole !== undefined) return whole;
  const names = new Map(addresses.map((address) => [lastName(address), address]));
  return names.get(nearestName(lastName(asked), [...names.keys()]) ?? '');
}

const lastName = (address: string): string => address.split('/').findLast((name) => name !== '') ?? '';

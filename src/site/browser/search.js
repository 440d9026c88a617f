import { find, marked } from './match.js';

/** The form in the header. Without this script it leads to the list of all pages. */
const form = /** @type {HTMLFormElement} */ (document.querySelector('form.search'));
const field = /** @type {HTMLInputElement} */ (form.querySelector('input'));
const found = /** @type {HTMLElement} */ (form.querySelector('.found'));
const status = /** @type {HTMLElement} */ (form.querySelector('[role=status]'));

const WORDS = {
  uk: {
    one: 'результат',
    few: 'результати',
    other: 'результатів',
    none: 'Нічого не знайдено',
    failed: 'Пошук зараз недоступний',
  },
  en: {
    one: 'result',
    few: 'results',
    other: 'results',
    none: 'Nothing found',
    failed: 'Search is not available right now',
  },
};
const language = document.documentElement.lang === 'en' ? 'en' : 'uk';
const words = WORDS[language];

/** @type {Promise<import('./match.js').OpenIndex> | undefined} */
let loading;

/** Once, when somebody turns to the field; a failed attempt is tried again with the next letter. */
function load() {
  loading ??= open();
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

async function open() {
  const { library = '', index: address = '' } = form.dataset;
  const [{ open: openIndex }, answer] = await Promise.all([import(library), fetch(address)]);
  if (!answer.ok) throw new Error(`the index: ${answer.status}`);
  return openIndex(await answer.json());
}

async function search() {
  const query = field.value.trim();
  if (query === '') return close();
  try {
    const index = await load();
    if (query !== field.value.trim()) return; // there is a later one
    show(find(index, query), index.sections, query);
  } catch {
    status.textContent = words.failed;
    found.replaceChildren(paragraph(words.failed));
    found.hidden = false;
  }
}

/**
 * @param {import('./match.js').ShownPassage[]} hits
 * @param {string[]} sections
 * @param {string} query
 */
function show(hits, sections, query) {
  const number = new Intl.PluralRules(language).select(hits.length);
  const count =
    hits.length === 0
      ? words.none
      : `${hits.length} ${number in words ? words[/** @type {'one'} */ (number)] : words.other}`;
  status.textContent = count;
  const groups = Map.groupBy(hits, ([, , , section]) => sections[section] ?? '');
  found.replaceChildren(
    ...(hits.length === 0 ? [paragraph(words.none)] : []),
    ...[...groups].flatMap(([section, members]) => [
      ...(section === '' ? [] : [element('p', { className: 'section' }, section)]),
      element('ul', {}, ...members.map((hit) => item(hit, query))),
    ]),
  );
  found.hidden = false;
}

/**
 * @param {import('./match.js').ShownPassage} hit
 * @param {string} query
 */
function item([address, page, heading, , excerpt], query) {
  const title = heading === '' ? page : `${page} · ${heading}`;
  const link = element(
    'a',
    { href: address },
    element('strong', {}, ...emphasised(title, query)),
    element('small', {}, ...emphasised(excerpt, query)),
  );
  return element('li', {}, link);
}

/** @param {string} text @param {string} query */
const emphasised = (text, query) =>
  marked(text, query).map((piece) => (piece.isHit ? element('mark', {}, piece.text) : piece.text));

/** @param {string} text */
const paragraph = (text) => element('p', { className: 'quiet' }, text);

/**
 * Text stays text: nothing is parsed as HTML.
 * @param {string} name @param {object} properties @param {(Node | string)[]} children
 */
function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function close() {
  found.hidden = true;
  found.replaceChildren();
  status.textContent = '';
}

/** Arrows lead from the field through the results and back. @param {1 | -1} step */
function move(step) {
  const stops = [field, ...found.querySelectorAll('a')];
  const at = stops.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
  stops.at((at + step) % stops.length)?.focus();
}

field.addEventListener('focus', load);
field.addEventListener('input', search);
form.addEventListener('submit', (event) => {
  const first = found.querySelector('a');
  if (first === null) return;
  event.preventDefault();
  first.click();
});
form.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    move(event.key === 'ArrowDown' ? 1 : -1);
  } else if (event.key === 'Escape') {
    close();
    field.focus();
  }
});
document.addEventListener('keydown', (event) => {
  const { target, key, ctrlKey, metaKey, altKey } = event;
  const types = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  if (key !== '/' || types || ctrlKey || metaKey || altKey) return;
  event.preventDefault();
  field.focus();
});
document.addEventListener('click', (event) => {
  if (event.target instanceof Node && !form.contains(event.target)) found.hidden = true;
});

// What the form was sent with while the script was not there yet.
const asked = new URLSearchParams(location.search).get('q');
if (asked !== null) {
  field.value = asked.slice(0, field.maxLength);
  void search();
} else if (field.value !== '') void search(); // typed before this script was there

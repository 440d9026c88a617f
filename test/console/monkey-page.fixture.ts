/** What a step can be made on: links that stay in the console, and everything that is pressed, typed into or chosen from. */
export const CONTROLS =
  '.sections a, main :is(a[href]:not([target], [download]), button, input:not([type=file], [type=hidden]), select, textarea, summary, [role=link])';

export type Control = {
  /** Among those of `CONTROLS`. */
  at: number;
  kind: 'press' | 'type' | 'choose';
  label: string;
  isSubmit: boolean;
};

/** Evaluated in the page: its controls that can be seen and lead nowhere else. */
export const FIND_CONTROLS = `[...document.querySelectorAll(${JSON.stringify(CONTROLS)})].flatMap((element, at) => {
  if (!element.checkVisibility() || (element.href && !element.href.startsWith(location.origin + '/console/'))) return [];
  const isTyped = element.matches('textarea, input:not([type=radio], [type=checkbox])');
  return [{
    at,
    kind: isTyped ? 'type' : element.matches('select') ? 'choose' : 'press',
    label: (element.innerText || element.name || element.ariaLabel || '').trim().slice(0, 40),
    isSubmit: element.matches('form [type=submit]'),
  }];
})`;

/** Evaluated in the page: what stands in the fields of the forms that keep drafts, as text. */
export const READ_DRAFT = `JSON.stringify([...document.querySelectorAll('main form[novalidate] [name]:not([role=combobox])')].map(
  (field) => [field.name, field.matches('[type=radio], [type=checkbox]') ? field.checked : field.value],
))`;

/** Evaluated in the page: whether it has a frame, one heading, and no text that sticks out. */
export const LOOK_AT_FRAME = `({
  sections: document.querySelectorAll('.sections').length,
  headings: document.querySelectorAll('main h1').length,
  sticksOut: document.documentElement.scrollWidth > innerWidth,
})`;

export type Frame = { sections: number; headings: number; sticksOut: boolean };

/** What people and attackers type. */
export const TEXTS = [
  '',
  ' ',
  'АВ 123456',
  '2024-02-28',
  '28.02.2024',
  '31.02.2024',
  '2099-12-31',
  '<img src=x onerror=alert(1)>',
  'за\u202Eрокат',
  'Ґ'.repeat(300),
  '👩‍⚕️ ʼ’"\'`',
  '=1+1',
  '../../%2e%2e/?#',
  'null',
  '-1',
  '9'.repeat(40),
  'https://hooks.example/',
  '38782323',
];

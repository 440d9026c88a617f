import type { Token } from 'markdown-it';
import type { Language } from '../page.ts';
import { textOf } from './tokens.ts';

const ROLES: Readonly<Record<string, string>> = {
  thead_open: 'rowgroup',
  tbody_open: 'rowgroup',
  tr_open: 'row',
  th_open: 'columnheader',
  td_open: 'cell',
};
const LABEL = { uk: 'Таблиця', en: 'Table' };

/** Tables as `table.ts` makes them: each cell knows its column, and the place that scrolls has the name of the heading. */
export function describeTables(tokens: readonly Token[], language: Language): void {
  let heading = '';
  let columns: string[] = [];
  let cell = 0;
  for (const [at, token] of tokens.entries()) {
    const role = ROLES[token.type];
    if (role !== undefined) token.attrSet('role', role);
    switch (token.type) {
      case 'heading_open':
        heading = textOf(tokens[at + 1]);
        break;
      case 'table_open':
        columns = [];
        for (const [name, value] of [
          ['class', 'table'],
          ['tabindex', '0'],
          ['role', 'group'],
          ['aria-label', `${LABEL[language]}: ${heading}`],
        ] as const)
          token.attrSet(name, value);
        break;
      case 'tr_open':
        cell = 0;
        break;
      case 'th_open':
        columns.push(textOf(tokens[at + 1]));
        if (columns.at(-1) === '') nameless(token, tokens[at + 2]);
        else token.attrSet('scope', 'col');
        break;
      case 'td_open':
        token.attrSet('data-label', columns[cell++] ?? '');
        break;
    }
  }
}

/** A heading without words is none. */
function nameless(open: Token, close: Token | undefined): void {
  open.attrSet('role', 'cell');
  open.tag = 'td';
  if (close !== undefined) close.tag = 'td';
}

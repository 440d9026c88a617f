import { type Html, type HtmlPart, html } from '../platform/html/html.ts';

/**
 * A table that is wider than its place scrolls in itself; on a narrow screen each row becomes a block whose cells say what
 * they are. The roles keep it a table for a screen reader then.
 * @param header texts of the columns; empty: a column without a name
 * @param rows cells, as many as the header has; `id` is where a link to this row leads
 */
export function table(
  label: string,
  header: readonly string[],
  rows: readonly { id?: string; cells: readonly HtmlPart[] }[],
): Html {
  return html`<div class="table" tabindex="0" role="group" aria-label="${label}"><table role="table">
<thead role="rowgroup"><tr role="row">${header.map(heading)}</tr></thead>
<tbody role="rowgroup">${rows.map(
    ({ id, cells }) => html`
<tr role="row"${id !== undefined && html` id="${id}"`}>${cells.map((cell, at) => html`<td role="cell" data-label="${header[at]}">${cell}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}

/** One without words is none. */
const heading = (name: string): Html =>
  name === '' ? html`<td role="cell"></td>` : html`<th role="columnheader" scope="col">${name}</th>`;

import type { Schemas } from '#client';
import { type Client, getLicensesAcrossLegalEntities, pages, type Request, type Result } from '#client';
import { headerLine, rowLine, SPREADSHEET_TABLE } from '#spreadsheet';

type License = Schemas['LicenseAcross'];
type Query = NonNullable<Request<'getLicensesAcrossLegalEntities'>['query']>;

const COLUMNS = (
  [
    ['name', 'Заклад', 'text'],
    ['edrpou', 'ЄДРПОУ', 'edrpou'],
    ['status', 'Стан закладу', 'text'],
    ['type', 'Тип ліцензії', 'text'],
    ['is_primary', 'Основна ліцензія', 'boolean'],
    ['license_number', 'Номер ліцензії', 'text'],
    ['issued_by', 'Ким видана', 'text'],
    ['active_from_date', 'Діє з', 'date'],
    ['expiry_date', 'Діє до', 'date'],
  ] as const
).map(([name, ukrainian, cells]) => ({ name, ukrainian: [ukrainian] as [string], cells }));

/** As many as the API gives at once. */
const MOST_AT_ONCE = 300;

/** A line a licence, of all that were asked for, with whose it is. */
export async function exportedExpiring(
  client: Client,
  query: Query,
): Promise<{ ok: true; text: string } | Exclude<Result<'getLicensesAcrossLegalEntities'>, { ok: true }>> {
  const lines = [headerLine(COLUMNS, SPREADSHEET_TABLE)];
  const asked = { query: { ...query, page_size: MOST_AT_ONCE } };
  for await (const page of pages(getLicensesAcrossLegalEntities, client, asked)) {
    if (!page.ok) return page;
    lines.push(...page.data.map(lineOf));
  }
  return { ok: true, text: lines.join('') };
}

const lineOf = ({ legal_entity, ...license }: License): string =>
  rowLine(COLUMNS, { ...license, ...legal_entity }, SPREADSHEET_TABLE);

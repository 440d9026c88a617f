import { headerLine, rowLine, SPREADSHEET_TABLE } from '#spreadsheet';
import type { License } from './reading.ts';

/** As `esoz licenses export --excel` has them, so that an import takes the table back. */
const COLUMNS = (
  [
    ['id', 'Ідентифікатор ліцензії', 'text'],
    ['legal_entity_id', 'Ідентифікатор закладу', 'text'],
    ['type', 'Тип ліцензії', 'text'],
    ['is_primary', 'Основна ліцензія', 'boolean'],
    ['issued_by', 'Ким видана', 'text'],
    ['issued_date', 'Дата видачі', 'date'],
    ['active_from_date', 'Діє з', 'date'],
    ['license_number', 'Номер ліцензії', 'text'],
    ['expiry_date', 'Діє до', 'date'],
    ['what_licensed', 'Що дозволено', 'text'],
    ['order_no', 'Номер наказу', 'text'],
  ] as const
).map(([name, ukrainian, cells]) => ({ name, ukrainian: [ukrainian] as [string], cells }));

/** A table that a spreadsheet opens by a double click. */
export const exportedTable = (licenses: readonly License[]): string =>
  headerLine(COLUMNS, SPREADSHEET_TABLE) +
  licenses.map((license) => rowLine(COLUMNS, license, SPREADSHEET_TABLE)).join('');

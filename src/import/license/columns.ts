import type { Column } from '../columns.ts';
import type { LicenseRow } from './row.ts';

/** Columns of the format, in the order of an export. */
export const LICENSE_COLUMNS = [
  {
    name: 'id',
    ukrainian: ['Ідентифікатор ліцензії', 'Ідентифікатор'],
    required: false,
    cells: 'text',
    example: '',
  },
  {
    name: 'legal_entity_id',
    ukrainian: ['Ідентифікатор закладу'],
    required: true,
    cells: 'text',
    example: '4d2a6d1c-5d3b-4f7e-9a53-1f6f0f1d2c3b',
  },
  {
    name: 'type',
    ukrainian: ['Тип ліцензії', 'Тип'],
    required: true,
    cells: 'text',
    example: 'PHARMACY_DRUGS',
  },
  {
    name: 'is_primary',
    ukrainian: ['Основна ліцензія', 'Основна'],
    required: true,
    cells: 'boolean',
    example: 'false',
  },
  {
    name: 'issued_by',
    ukrainian: ['Ким видана', 'Ким видано', 'Орган ліцензування'],
    required: true,
    cells: 'text',
    example: 'Держлікслужба',
  },
  {
    name: 'issued_date',
    ukrainian: ['Дата видачі'],
    required: true,
    cells: 'date',
    example: '2024-02-28',
  },
  {
    name: 'active_from_date',
    ukrainian: ['Діє з', 'Дата початку дії', 'Чинна з'],
    required: true,
    cells: 'date',
    example: '2024-03-01',
  },
  {
    name: 'license_number',
    ukrainian: ['Номер ліцензії', 'Номер'],
    required: false,
    cells: 'text',
    example: 'АВ 123456',
  },
  {
    name: 'expiry_date',
    ukrainian: ['Діє до', 'Дата закінчення дії', 'Дата закінчення', 'Чинна до'],
    required: false,
    cells: 'date',
    example: '2034-02-28',
  },
  {
    name: 'what_licensed',
    ukrainian: ['Що дозволено', 'Що ліцензовано', 'Вид діяльності'],
    required: false,
    cells: 'text',
    example: 'Обіг наркотичних засобів, психотропних речовин і прекурсорів',
  },
  {
    name: 'order_no',
    ukrainian: ['Номер наказу', 'Наказ'],
    required: false,
    cells: 'text',
    example: '№ 255',
  },
] as const satisfies readonly (Column & { name: keyof LicenseRow })[];

export const LICENSE_CSV_COLUMNS = LICENSE_COLUMNS.map(({ name }) => name);

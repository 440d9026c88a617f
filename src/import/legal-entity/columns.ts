import type { Column } from '../columns.ts';

/** Columns of the format, in the order of an export. */
export const LEGAL_ENTITY_COLUMNS = [
  {
    name: 'id',
    ukrainian: ['Ідентифікатор закладу', 'Ідентифікатор'],
    required: true,
    cells: 'text',
    example: '4d2a6d1c-5d3b-4f7e-9a53-1f6f0f1d2c3b',
  },
  {
    name: 'name',
    ukrainian: ['Назва закладу', 'Назва'],
    required: true,
    cells: 'text',
    example: 'Аптека «Здоров’я»',
  },
  {
    name: 'edrpou',
    ukrainian: ['Код ЄДРПОУ', 'ЄДРПОУ', 'Код за ЄДРПОУ', 'РНОКПП'],
    required: true,
    cells: 'edrpou',
    example: '38782323',
  },
  {
    name: 'type',
    ukrainian: ['Тип закладу', 'Тип'],
    required: true,
    cells: 'text',
    example: 'PHARMACY',
  },
  {
    name: 'status',
    ukrainian: ['Статус закладу', 'Статус', 'Стан'],
    required: true,
    cells: 'text',
    example: 'ACTIVE',
  },
] as const satisfies readonly Column[];

export const LEGAL_ENTITY_CSV_COLUMNS = LEGAL_ENTITY_COLUMNS.map(({ name }) => name);

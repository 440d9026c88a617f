import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { csvLine } from '../../src/import/csv/writer.ts';
import { LICENSE_CSV_COLUMNS } from '../../src/import/license/row.ts';

/** Ids that stand in no order, as real ones do: the same on every call. */
export const legalEntityId = (n: number) => {
  const scattered = (Math.imul(n + 1, 2_654_435_761) >>> 0).toString(16).padStart(8, '0');
  return `${scattered}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
};

export async function writeLegalEntities(file: string, count: number): Promise<void> {
  await writeLines(file, ['id', 'name', 'edrpou', 'type', 'status'], count, (n) => [
    legalEntityId(n),
    `Клініка № ${n}`,
    String(10_000_000 + n),
    'OUTPATIENT',
    'ACTIVE',
  ]);
}

/** A primary and an additional licence of each legal entity. The file can be opened by the server's own user. */
export async function writeLicenses(file: string, count: number): Promise<void> {
  await writeLines(file, [...LICENSE_CSV_COLUMNS], count, (n) => [
    randomUUID(),
    legalEntityId(n >> 1),
    n % 2 === 0 ? 'MSP' : 'PHARMACY_DRUGS',
    n % 2 === 0 ? 'true' : 'false',
    'Держлікслужба',
    '2024-02-28',
    '2024-03-01',
    `АВ ${100_000 + n}`,
    n % 5 === 0 ? '2050-01-01' : null,
    n % 3 === 0 ? 'Придбання, зберігання, перевезення та реалізація наркотичних засобів' : null,
    `ВА-${n}`,
  ]);
}

async function writeLines(
  file: string,
  header: string[],
  count: number,
  values: (n: number) => (string | null)[],
): Promise<void> {
  const handle = await open(file, 'w', 0o644);
  await handle.write(csvLine(header));
  for (let from = 0; from < count; from += 10_000) {
    const length = Math.min(10_000, count - from);
    await handle.write(Array.from({ length }, (_each, at) => csvLine(values(from + at))).join(''));
  }
  await handle.close();
}

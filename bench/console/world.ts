import { readFile, writeFile } from 'node:fs/promises';

const DEMO = new URL('../../worlds/demo.json', import.meta.url);
const idOf = (kind: number, n: number) => `${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** All of them expire within the console's longest period. */
const DAYS = 80;

/** The demo with as many clinics more, each with a licence that ends soon. */
export async function writeWorld(file: string, count: number): Promise<void> {
  const demo = JSON.parse(await readFile(DEMO, 'utf8'));
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  const clinics = numbers.map((n) => ({
    id: idOf(1, n),
    name: `Амбулаторія загальної практики — сімейної медицини № ${n}`,
    edrpou: String(40_000_000 + n),
    type: 'OUTPATIENT',
    status: 'ACTIVE',
  }));
  const licenses = numbers.map((n) => ({
    id: idOf(2, n),
    legal_entity_id: idOf(1, n),
    type: 'MSP',
    is_primary: true,
    issued_by: 'МОЗ України',
    issued_date: '2020-01-01',
    active_from_date: '2020-01-01',
    expiry_date: `+${(n % DAYS) + 1}d`,
    license_number: `АЕ ${500_000 + n}`,
  }));
  const world = {
    ...demo,
    legal_entities: [...demo.legal_entities, ...clinics],
    licenses: [...demo.licenses, ...licenses],
  };
  await writeFile(file, JSON.stringify(world));
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../..');
/** Markup, text that runs backwards, ten thousand characters, and no blank to break a line at. */
export const HOSTILE = `<img src=x onerror=alert(1)>\u202Eазоргаз\u202C${'Щ'.repeat(240)}`;

const idOf = (kind: number, n: number) => `${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const clinicId = (n: number): string => idOf(1, n);

const license = (n: number, given: object) => ({
  id: idOf(2, n),
  legal_entity_id: clinicId(n),
  type: 'MSP',
  is_primary: true,
  issued_by: 'МОЗ України',
  issued_date: '2020-01-01',
  active_from_date: '2020-01-01',
  ...given,
});
const clinic = (n: number, name: string, status = 'ACTIVE') => ({
  id: clinicId(n),
  name,
  edrpou: String(40_000_000 + n),
  type: 'OUTPATIENT',
  status,
});

/** Clinics whose licences end one after another through a year and more. */
const MANY = Array.from({ length: 130 }, (_, at) => at + 100);

/** The demo, with the clinics and licences that its pages for НСЗУ are looked at with. */
export async function contractsWorld(): Promise<object> {
  const demo = JSON.parse(await readFile(path.join(ROOT, 'worlds/demo.json'), 'utf8'));
  return {
    ...demo,
    legal_entities: [
      ...demo.legal_entities,
      clinic(1, HOSTILE),
      clinic(2, 'Лікарня «Прострочена»'),
      clinic(3, 'Лікарня «Майбутня»'),
      ...MANY.map((n) =>
        clinic(n, `Поліклініка № ${n} міста Біла Церква`, n % 9 === 0 ? 'SUSPENDED' : 'ACTIVE'),
      ),
    ],
    licenses: [
      ...demo.licenses,
      license(1, { issued_by: HOSTILE.slice(0, 255), license_number: HOSTILE.slice(0, 255) }),
      license(2, { expiry_date: '-13d' }),
      license(3, { active_from_date: '+20d' }),
      ...MANY.map((n, at) =>
        license(n, { license_number: `АЕ ${500_000 + n}`, expiry_date: `+${at * 3 + 1}d` }),
      ),
    ],
  };
}

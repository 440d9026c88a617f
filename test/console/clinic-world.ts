import { readFileSync } from 'node:fs';
import { DEMO_WORLD } from '../../src/worlds/world-file.ts';

export const WRITER = 'writer-of-the-polyclinic';
/** HTML, a sign that turns the direction of text round, and no blank to break a line at. */
export const HOSTILE = `<img src=x onerror=alert(1)> \u202E${'Ґ'.repeat(190)}`;

type Entry = Record<string, unknown>;
type World = { legal_entities: Entry[]; licenses: Entry[]; users: Entry[]; tokens: Entry[] };

export const clinicId = (of: number) => `91111111-1111-4111-8111-${String(of).padStart(12, '0')}`;
export const licenseId = (of: number) => `92222222-2222-4222-8222-${String(of).padStart(12, '0')}`;

const clinic = (of: number, name: string, more: Entry = {}) => ({
  ...{ id: clinicId(of), name, edrpou: `4000000${of}`, type: 'OUTPATIENT', status: 'ACTIVE' },
  ...more,
});

let licenses = 0;
const license = (of: number, type: string, [from, to]: [string, string | null], more: Entry = {}) => ({
  ...{ id: licenseId(++licenses), legal_entity_id: clinicId(of), type, is_primary: type === 'MSP' },
  ...{ issued_by: 'Держлікслужба', issued_date: from, active_from_date: from, expiry_date: to },
  ...more,
});

/** The demo, whose owner of two clinics has others as well: each stands in another way. */
export function clinicWorld(): World {
  const demo = JSON.parse(readFileSync(DEMO_WORLD, 'utf8')) as World;
  const clinics = [
    clinic(1, 'Поліклініка «Осіння»'),
    clinic(2, 'Поліклініка «Минула»'),
    clinic(3, `Лікарня ${HOSTILE}`),
    clinic(4, 'Лікарня без ліцензій'),
    clinic(5, 'Швидка допомога', { type: 'EMERGENCY' }),
    clinic(6, 'Закрита лікарня', { status: 'CLOSED' }),
  ];
  const owner = demo.users.find(({ email }) => email === 'owner@clinic.example') as Entry;
  owner.legal_entities = [...(owner.legal_entities as string[]), ...clinics.map(({ id }) => id)];
  return {
    ...demo,
    legal_entities: [...demo.legal_entities, ...clinics],
    licenses: [
      ...demo.licenses,
      license(1, 'MSP', ['2020-01-01', null], { issued_by: 'МОЗ України', license_number: 'АЕ 100001' }),
      license(1, 'PHARMACY_DRUGS', ['2024-02-28', '+12d'], { license_number: 'АВ 123456' }),
      license(1, 'PHARMACY', ['2021-06-15', '2025-06-14'], { license_number: '00417', order_no: '=1+1' }),
      license(2, 'MSP', ['2020-01-01', '-4d']),
      license(2, 'PHARMACY_DRUGS', ['2024-02-28', '-20d']),
      license(3, 'MSP', ['1991-08-24', null], { issued_by: HOSTILE, license_number: '9'.repeat(255) }),
      license(3, 'PHARMACY_DRUGS', ['+20d', '+4000d'], { issued_date: '-3d' }),
      ...Array.from({ length: 18 }, (_, index) =>
        license(3, `TYPE_${index}`, [
          `20${10 + index}-05-15`.replace('2027', '2026'),
          `20${32 + index}-05-01`,
        ]),
      ),
      license(5, 'MSP', ['2016-01-01', '+30d']),
      license(6, 'MSP', ['2016-01-01', '2020-01-01']),
    ],
    tokens: [
      ...demo.tokens,
      {
        client_id: clinicId(1),
        user_id: owner.id,
        scope: 'license:read license:write',
        value: WRITER,
      },
    ],
  };
}

import { readFile } from 'node:fs/promises';

export const id = (kind: number, at: number) =>
  `${String(kind).repeat(8)}-1111-4111-8111-${String(at).padStart(12, '0')}`;
export const [CITY, CENTRE, OUTPATIENTS, SUNRISE] = [1, 2, 4, 6].map((at) => id(1, at)) as [
  string,
  string,
  string,
  string,
];
/** A text as hostile as the API admits. */
export const HOSTILE = `<img src=x onerror=alert(1)> \u202eзлий\u202c ${'ї'.repeat(400)}`;

/** The demo with a few licences more, for stories of several clinics of one owner. */
export async function world(): Promise<object> {
  const demo = JSON.parse(await readFile(new URL('../../worlds/demo.json', import.meta.url), 'utf8'));
  const additional = {
    legal_entity_id: CENTRE,
    is_primary: false,
    is_active: true,
    issued_by: 'Держлікслужба',
    issued_date: '2022-02-28',
    active_from_date: '2022-03-01',
  };
  demo.licenses.push(
    { ...additional, id: id(2, 101), type: 'PHARMACY', license_number: 'АВ 100417', expiry_date: '-3d' },
    {
      ...additional,
      id: id(2, 102),
      type: 'PHARMACY_DRUGS',
      issued_by: HOSTILE.slice(0, 255),
      what_licensed: HOSTILE,
    },
  );
  demo.users[0].legal_entities = [CITY, CENTRE, OUTPATIENTS, SUNRISE];
  demo.parameters = { LEGAL_ENTITY_OUTPATIENT_ADDITIONAL_LICENSE_TYPES: 'PHARMACY_DRUGS,PHARMACY' };
  return demo;
}

/** By which the owner chooses one of them. */
export const NAMES = {
  [CITY]: 'Центральна',
  [CENTRE]: 'Обласний',
  [OUTPATIENTS]: 'Амбулаторія',
  [SUNRISE]: 'Світанок',
};

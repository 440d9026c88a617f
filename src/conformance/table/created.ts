import type { Answer } from '../call.ts';
import { type Case, type Expected, single } from '../case.ts';
import { timestamp, uuid } from '../compare.ts';
import { create, LICENSES, licenseBody } from './bodies.ts';
import { LICENSE_KEYS } from './stored.ts';

type Created = Readonly<Record<string, unknown>> | undefined;
const dataOf = ({ body }: Answer) => (body as { data?: Created } | undefined)?.data;

/** Everything of a created licence but what is sent: SPEC 4.3. */
const made = (sent: Readonly<Record<string, unknown>>) => ({
  license_number: null,
  expiry_date: null,
  what_licensed: null,
  order_no: null,
  ...sent,
  id: uuid,
  legal_entity_id: uuid,
  is_active: true,
  issuer_status: null,
  inserted_at: timestamp,
  inserted_by: uuid,
  updated_at: timestamp,
  updated_by: uuid,
});
const keysInOrder: NonNullable<Expected['holds']> = (answer) => {
  const keys = Object.keys(dataOf(answer) ?? {}).join(' ');
  return keys === LICENSE_KEYS.join(' ')
    ? undefined
    : `expected the keys ${LICENSE_KEYS.join(' ')} but got ${keys}`;
};

const FULL = licenseBody({
  license_number: '  АВ 123 456  ',
  issued_by: 'Держлікслужба «Схід»\t😀',
  issued_date: '2024-02-29',
  active_from_date: '2024-03-01',
  expiry_date: '2099-12-31',
  what_licensed: '<b>Обіг</b> & "інше"',
  order_no: "O'Ніл 100%_1",
});

/** Licences that are created: each case uses a clinic up. */
export const createdCases: readonly Case[] = [
  {
    id: '4.3/every-field',
    sentence:
      '201, `data` has these 17 keys, in this order; what was sent is stored as it is, and nothing is trimmed.',
    uk: '201 і 17 полів у цьому порядку; значення збережено такими, як їх надіслано.',
    steps: [
      {
        request: create(FULL, { as: 'spare' }),
        expected: { status: 201, data: made(FULL), holds: keysInOrder },
      },
      {
        request: {
          method: 'GET',
          path: ({ answers }) => `${LICENSES}/${dataOf(answers[0] as Answer)?.id}`,
          as: 'spare',
        },
        expected: {
          status: 200,
          holds: (answer, { answers }) =>
            JSON.stringify(dataOf(answer)) === JSON.stringify(dataOf(answers[0] as Answer))
              ? undefined
              : 'what is read back is not what the 201 said',
        },
      },
    ],
  },
  single(
    '4.3/required-fields-alone',
    'Unset optional ones as null, `is_primary` (false), `is_active` (true), `issuer_status` (null).',
    'Необов’язкові поля, яких не надіслано, мають null.',
    create(licenseBody(), { as: 'spare' }),
    { status: 201, data: made(licenseBody()), holds: keysInOrder },
  ),
  single(
    '4.1/null-is-absent',
    'Null for optional fields is the same as absent; absent or null `expiry_date` = never expires.',
    'null у необов’язкових полях те саме, що й відсутність.',
    create(licenseBody({ license_number: null, expiry_date: null, what_licensed: null, order_no: null }), {
      as: 'spare',
    }),
    { status: 201, data: made(licenseBody()) },
  ),
  single(
    '4.2-14/today-is-valid',
    '`issued_date` ≤ `active_from_date` ≤ `expiry_date` ≥ current date: the same day is valid for all three.',
    'Усі три дати сьогоднішні: можна.',
    create(({ today }) => licenseBody({ issued_date: today, active_from_date: today, expiry_date: today }), {
      as: 'spare',
    }),
    { status: 201 },
  ),
  single(
    '4.2-11/concurrent',
    'Of any number of concurrent requests exactly one gets 201, the others 409 with the same text.',
    'З одночасних запитів рівно один отримує 201, решта 409 з тим самим текстом.',
    create(licenseBody(), { as: 'spare', times: 6 }),
    {
      together(answers) {
        const created = answers.filter(({ status }) => status === 201).length;
        const refused = answers.filter(
          ({ status, text }) =>
            status === 409 && text.includes('"License with type PHARMACY_DRUGS is already present"'),
        ).length;
        return created === 1 && refused === answers.length - 1
          ? undefined
          : `expected one 201 and ${answers.length - 1} × 409 but got ${answers.map(({ status }) => status).join(', ')}`;
      },
    },
  ),
];

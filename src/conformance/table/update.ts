import { type Case, type Expected, type Extra, type Scene, type ShownLicense, single } from '../case.ts';
import type { Role } from '../roles.ts';
import { LICENSES, licenseBody, PRIMARY } from './bodies.ts';
import { ACTIVE_LATE, DATES, EXPIRED, ISSUED_LATE, NO_PRIMARY, NOT_ACTIVE } from './create-answers.ts';
import { businessRefusal, conflict, notFound, ofBody, required, schemaError } from './literal.ts';
import { additionalOf, primaryOf } from './stored.ts';

type Overrides = Readonly<Record<string, unknown>>;
type Found = (scene: Scene) => ShownLicense;
const own: Found = (scene) => additionalOf(scene, 'licensed');
const foreign: Found = (scene) => additionalOf(scene, 'lapsed');
const OWN: Extra[] = ['additional:licensed'];
const FOREIGN: Extra[] = ['additional:lapsed'];

const patch = (
  id: string,
  sentence: string,
  uk: string,
  of: (scene: Scene) => string | undefined,
  overrides: Overrides,
  expected: Expected,
  needs: Extra[] = [],
  // Where no licence of its own is needed, any clinic will do.
  as: Role = needs.length === 0 ? 'clinic' : 'licensed',
): Case =>
  single(
    id,
    sentence,
    uk,
    { method: 'PATCH', path: (scene) => `${LICENSES}/${of(scene)}`, as, json: licenseBody(overrides) },
    expected,
    needs,
  );
const idOf = (found: Found) => (scene: Scene) => found(scene).id;

const MISSING = { status: 404, error: notFound('License was not found') };
const STORED_PRIMARY = { status: 409, error: conflict('Only additional license can be updated') };
const TO_PRIMARY = {
  status: 422,
  error: businessRefusal('$.is_primary', 'Additional license can not be changed to primary'),
};
const NOT_YOURS = { status: 409, error: conflict("License doesn't correspond to your legal entity") };
const TYPE_FIXED = { status: 409, error: conflict('License type can not be updated') };
const ORDER = 'Steps 1–6 of 4.2, then 7 to 15: the first that fails answers.';
const EXISTS = 'Licence `id` exists with `is_active` (an id that is not a uuid does not exist).';

/** Update license: SPEC 6. Bodies that pass would change the additional licence of `licensed`. */
export const updateCases: readonly Case[] = [
  patch(
    '6/closed',
    ORDER,
    'Закладу зі статусом CLOSED відмовлено.',
    ({ uuid }) => uuid,
    {},
    NOT_ACTIVE,
    [],
    'closed',
  ),
  patch('6-7/unknown', EXISTS, 'Такої ліцензії немає: 404.', ({ uuid }) => uuid, {}, MISSING),
  patch('6-7/not-uuid', EXISTS, 'id не uuid: 404.', () => '17', {}, MISSING),
  patch(
    '6-7/inactive',
    EXISTS,
    'Ліцензія неактивна: 404.',
    ({ inactiveLicense }) => inactiveLicense,
    {},
    MISSING,
    ['inactive-license'],
  ),
  patch(
    '6-7/before-9',
    ORDER,
    'Чи є ліцензія, перевірено раніше за is_primary.',
    ({ uuid }) => uuid,
    PRIMARY,
    MISSING,
  ),
  patch(
    '6-8/primary',
    'Stored licence is additional.',
    'Основну ліцензію не змінюють.',
    idOf((scene) => primaryOf(scene, 'licensed')),
    { type: 'MSP' },
    STORED_PRIMARY,
    ['primary:licensed'],
  ),
  patch(
    '6-8/before-9',
    ORDER,
    'Збережену ліцензію перевірено раніше за надіслану.',
    idOf((scene) => primaryOf(scene, 'licensed')),
    { ...PRIMARY, type: 'MSP' },
    STORED_PRIMARY,
    ['primary:licensed'],
  ),
  patch(
    '6-9/to-primary',
    '`$.is_primary` = false.',
    'Додаткову не роблять основною.',
    idOf(own),
    PRIMARY,
    TO_PRIMARY,
    OWN,
  ),
  patch(
    '6-9/before-10',
    ORDER,
    'is_primary перевірено раніше за власника.',
    idOf(foreign),
    PRIMARY,
    TO_PRIMARY,
    FOREIGN,
  ),
  patch(
    '6-10/foreign',
    "It belongs to the token's legal entity.",
    'Чужу ліцензію не змінюють.',
    idOf(foreign),
    {},
    NOT_YOURS,
    FOREIGN,
  ),
  patch(
    '6-10/before-11',
    ORDER,
    'Власника перевірено раніше за тип.',
    idOf(foreign),
    { type: 'PHARMACY' },
    NOT_YOURS,
    FOREIGN,
  ),
  patch(
    '6-11/type',
    '`$.type` equals the stored type.',
    'Тип ліцензії не змінюють.',
    idOf(own),
    { type: 'PHARMACY' },
    TYPE_FIXED,
    OWN,
  ),
  patch(
    '6-11/before-12',
    ORDER,
    'Тип перевірено раніше за основну ліцензію.',
    idOf(foreign),
    { type: 'PHARMACY' },
    TYPE_FIXED,
    FOREIGN,
    'lapsed',
  ),
  patch(
    '6-12/lapsed',
    'Active primary licence → 404 `No active primary license found for legal entity`.',
    'Основна ліцензія прострочена: 404.',
    idOf(foreign),
    {},
    NO_PRIMARY,
    FOREIGN,
    'lapsed',
  ),
  patch(
    '6-12/before-13',
    ORDER,
    'Основну ліцензію перевірено раніше за дати.',
    idOf(foreign),
    DATES.issuedLate,
    NO_PRIMARY,
    FOREIGN,
    'lapsed',
  ),
  patch(
    '6-13/issued-late',
    'The three date checks of 4.2 (12–14).',
    'Видано пізніше, ніж набирає чинності.',
    idOf(own),
    DATES.issuedLate,
    ISSUED_LATE,
    OWN,
  ),
  patch(
    '6-13/before-14',
    ORDER,
    'Дату видачі перевірено раніше за строк дії.',
    idOf(own),
    DATES.issuedAndActiveLate,
    ISSUED_LATE,
    OWN,
  ),
  patch(
    '6-14/active-late',
    'The three date checks of 4.2 (12–14).',
    'Набирає чинності пізніше, ніж закінчується.',
    idOf(own),
    DATES.activeLate,
    ACTIVE_LATE,
    OWN,
  ),
  patch(
    '6-14/before-15',
    ORDER,
    'Строк дії перевірено раніше за закінчення.',
    idOf(own),
    DATES.activeLateAndExpired,
    ACTIVE_LATE,
    OWN,
  ),
  patch(
    '6-15/expired',
    'The three date checks of 4.2 (12–14).',
    'Ліцензія вже прострочена.',
    idOf(own),
    { expiry_date: '2024-03-01' },
    EXPIRED,
    OWN,
  ),
  single(
    '6/partial-body',
    'Body and schema as in 4.1: the full set, not a partial one.',
    'Тіло має бути повне, а не частина.',
    {
      method: 'PATCH',
      path: ({ uuid }) => `${LICENSES}/${uuid}`,
      as: 'clinic',
      json: licenseBody({ issued_by: undefined }),
    },
    { status: 422, error: schemaError(ofBody('$.issued_by', required('issued_by'))) },
  ),
];

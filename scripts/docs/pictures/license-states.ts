import type { Both } from '../../sources/statement.ts';
import { arrow, box, type Language, label, lines, picture, WIDTH } from './picture.ts';

type State = { name: Both; notes: readonly Both[]; kind: 'good' | 'warn' };
type Column = { name: Both; begins: Both; states: readonly [State, State]; back?: Both };

const IN_FORCE: Both = { en: 'in force', uk: 'чинна' };
const EXPIRED: Both = { en: 'expired', uk: 'прострочена' };
const UNTIL: Both = { en: 'until expiry_date, that day included', uk: 'до expiry_date, і того дня теж' };
const SINCE: Both = { en: 'from the day after expiry_date', uk: 'з дня після expiry_date' };

/** What becomes of a licence of each kind; a kind never changes (SPEC 6, steps 8 and 9). */
const COLUMNS: readonly [Column, Column] = [
  {
    name: { en: 'primary', uk: 'основна' },
    begins: { en: 'comes with the registration', uk: 'приходить із реєстрацією' },
    states: [
      {
        name: IN_FORCE,
        kind: 'good',
        notes: [
          UNTIL,
          { en: 'others can be created and changed', uk: 'інші можна створювати й змінювати' },
          { en: 'only one per legal entity', uk: 'у закладу лише одна' },
        ],
      },
      {
        name: EXPIRED,
        kind: 'warn',
        notes: [
          SINCE,
          { en: 'nothing can be created or changed: 404', uk: 'нічого не створити й не змінити: 404' },
          { en: 'still listed', uk: 'у списку лишається' },
        ],
      },
    ],
  },
  {
    name: { en: 'additional', uk: 'додаткова' },
    begins: { en: 'POST /api/licenses', uk: 'POST /api/licenses' },
    back: { en: 'PATCH', uk: 'PATCH' },
    states: [
      {
        name: IN_FORCE,
        kind: 'good',
        notes: [
          UNTIL,
          { en: 'can be changed', uk: 'можна змінювати' },
          { en: 'no second one of its type: 409', uk: 'другої такого типу не створити: 409' },
        ],
      },
      {
        name: EXPIRED,
        kind: 'warn',
        notes: [
          SINCE,
          { en: 'a later date brings it back', uk: 'пізніша дата її повертає' },
          { en: 'its type stays taken: 409', uk: 'тип лишається зайнятим: 409' },
        ],
      },
    ],
  },
];

const WORDS = {
  title: { en: 'States of a licence', uk: 'Стани ліцензії' },
  active: { en: 'active', uk: 'активна' },
  inactive: { en: 'inactive', uk: 'неактивна' },
  gone: { en: 'never through the API', uk: 'ніколи не через API' },
  inactiveNote: {
    en: 'in no list; cannot be changed: 404; takes no place',
    uk: 'не в списках; не змінити: 404; місця не займає',
  },
  passes: { en: 'expires', uk: 'спливає' },
} satisfies Record<string, Both>;

const GAP = 16;
const COLUMN = { width: (WIDTH - 3 * GAP) / 2, inner: 10 };
const BOX_HEIGHT = 136;
const Y = { head: 22, begins: 42, band: 66, first: 96, second: 278, bandEnd: 424, inactive: 462, end: 524 };

/** A licence from its beginning to its end, each kind in a column. */
export async function licenseStates(language: Language): Promise<string> {
  const word = (both: Both) => both[language];
  const [bandX, bandWidth] = [GAP / 2, WIDTH - GAP];
  return picture({ title: word(WORDS.title), description: described(language), language, height: Y.end }, [
    box(bandX, Y.band, bandWidth, Y.bandEnd - Y.band, 'band'),
    label(WIDTH / 2, Y.band + 19, `${word(WORDS.active)}: is_active = true`, 'small', 'middle'),
    ...COLUMNS.flatMap((column, at) => drawColumn(column, GAP + at * (COLUMN.width + GAP), language)),
    arrow(`M${WIDTH / 2} ${Y.bandEnd}V${Y.inactive - 1}`),
    label(WIDTH / 2 + 10, Y.bandEnd + 24, word(WORDS.gone), 'small'),
    box(bandX, Y.inactive, bandWidth, 52),
    label(GAP + COLUMN.inner, Y.inactive + 21, `${word(WORDS.inactive)}: is_active = false`, 'strong'),
    label(GAP + COLUMN.inner, Y.inactive + 41, word(WORDS.inactiveNote), 'small'),
  ]);
}

function drawColumn({ name, begins, states, back }: Column, x: number, language: Language): string[] {
  const [first, second] = states;
  const middle = x + COLUMN.width / 2;
  const down = back === undefined ? middle : middle - 40;
  const [up, from, to] = [middle + 62, Y.second, Y.first + BOX_HEIGHT];
  return [
    label(middle, Y.head, name[language], 'strong', 'middle'),
    label(middle, Y.begins, begins[language], 'small', 'middle'),
    arrow(`M${middle} ${Y.begins + 6}V${Y.band + 4}`),
    ...drawState(first, x, Y.first, language),
    ...drawState(second, x, Y.second, language),
    arrow(`M${down} ${to}V${from - 1}`),
    label(
      down + (back === undefined ? 0 : -4),
      (from + to) / 2 + 5,
      WORDS.passes[language],
      'small halo on-band',
      'middle',
    ),
    ...(back === undefined
      ? []
      : [
          arrow(`M${up} ${from}V${to + 1}`),
          label(up, (from + to) / 2 + 5, back[language], 'small halo on-band', 'middle'),
        ]),
  ];
}

function drawState({ name, notes, kind }: State, x: number, y: number, language: Language): string[] {
  const width = COLUMN.width - 2 * COLUMN.inner;
  let below = y + 40;
  const written = notes.flatMap((note) => {
    const drawn = lines(note[language], width, 'small').map((line) => {
      const text = label(x + COLUMN.inner, below, line, 'small');
      below += 16;
      return text;
    });
    below += 6;
    return drawn;
  });
  return [
    box(x, y, COLUMN.width, BOX_HEIGHT, kind),
    label(x + COLUMN.inner, y + 21, name[language], 'strong'),
    ...written,
  ];
}

/** The same in words. */
function described(language: Language): string {
  const columns = COLUMNS.map(({ name, begins, states, back }) => {
    const told = states.map(
      (state) => `${state.name[language]} (${state.notes.map((note) => note[language]).join(', ')})`,
    );
    const way = back === undefined ? '' : `, ${back[language]}`;
    return `${name[language]}: ${begins[language]} → ${told[0]} → ${WORDS.passes[language]} → ${told[1]}${way}`;
  });
  return `${columns.join('. ')}. ${WORDS.inactive[language]} (${WORDS.gone[language]}): ${WORDS.inactiveNote[language]}.`;
}

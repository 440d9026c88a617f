import type { Part } from './statement.ts';

const CREATED = ['test/licenses/create/rules.test.ts', 'what no breach touches is created'] as const;
const STORED = [
  'test/licenses/create/answer.test.ts',
  'what was answered is what was stored, and one audit row tells it',
] as const;

/** What the page *Create license* says of itself and of the method as a whole, down to its parameters. */
export const createLicensePage: readonly Part[] = [
  {
    heading: 'Versions Compared',
    statements: [
      {
        en: 'What the colours of a comparison mean.',
        uk: 'Що означають кольори порівняння.',
        verdict: 'residue',
      },
      {
        en: 'A note to authors, to be removed before publication.',
        uk: 'Нотатка для авторів, яку слід прибрати перед публікацією.',
        verdict: 'residue',
      },
      {
        en: 'Marks where the comparison leaves lines out.',
        uk: 'Позначки там, де порівняння пропускає рядки.',
        verdict: 'residue',
      },
    ],
  },
  {
    heading: 'Page Properties',
    statements: [
      { en: 'Name of the set of properties.', uk: 'Назва набору властивостей.', verdict: 'residue' },
      { en: 'Kind of document: a REST method.', uk: 'Вид документа: метод REST.', verdict: 'name' },
      { en: 'Title: a blank to be filled in.', uk: 'Назва: незаповнене місце.', verdict: 'residue' },
      { en: 'Number of the guideline.', uk: 'Номер настанови.', verdict: 'name' },
      { en: 'Author: left empty.', uk: 'Автор: не заповнено.', verdict: 'residue' },
      { en: 'Version of the document.', uk: 'Версія документа.', verdict: 'name' },
      { en: 'State of the document: a draft.', uk: 'Стан документа: чернетка.', verdict: 'name' },
      { en: 'Date of creation: a blank.', uk: 'Дата створення: незаповнене місце.', verdict: 'residue' },
      { en: 'Date of change: a blank.', uk: 'Дата зміни: незаповнене місце.', verdict: 'residue' },
      { en: 'Number of the method.', uk: 'Номер методу.', verdict: 'name' },
      { en: 'The service: the integration layer.', uk: 'Сервіс: інтеграційний шар.', verdict: 'name' },
      { en: 'The component: legal entities.', uk: 'Компонент: заклади.', verdict: 'name' },
      { en: 'Number of the component.', uk: 'Номер компонента.', verdict: 'name' },
      {
        en: 'The method is described in the API documents.',
        uk: 'Метод описано в документах API.',
        verdict: 'said elsewhere',
        spec: '4',
        test: CREATED,
        case: '4.3/every-field',
      },
      {
        en: 'The address of the method.',
        uk: 'Адреса методу.',
        verdict: 'in force',
        spec: '4',
        test: CREATED,
        case: '4.3/every-field',
      },
      {
        en: 'The scope `license:write`.',
        uk: 'Потрібен дозвіл `license:write`.',
        verdict: 'in force',
        spec: '4.2 (3)',
        rule: 'scope',
        test: ['test/auth/token.test.ts', 'scopes are compared exactly'],
        case: '4.2-3/scope',
      },
      {
        en: 'It is a REST method.',
        uk: 'Це метод REST.',
        verdict: 'in force',
        spec: '2',
        test: ['test/http/conventions.test.ts', 'a created record: meta first, then data, and no other key'],
        case: '2/envelope',
      },
      {
        en: 'It is called by POST.',
        uk: 'Його викликають через POST.',
        verdict: 'in force',
        spec: '2',
        test: [
          'test/http/conventions.test.ts',
          'a known path with another method is 405 with Allow, token or not',
        ],
        case: '2/method-not-allowed',
      },
      {
        en: 'It is synchronous: the answer comes when the licence is stored.',
        uk: 'Він синхронний: відповідь приходить, коли ліцензію вже збережено.',
        verdict: 'in force',
        spec: '4.3',
        test: STORED,
        case: '4.3/every-field',
      },
      {
        en: 'It is public. Whether it asks for an API key the sources tell in three ways.',
        uk: 'Він публічний. Чи потрібен йому ключ API, у джерелах сказано трьома способами.',
        verdict: 'decided',
        decision: 5,
        spec: '3',
        test: ['test/auth/api-key.test.ts', 'the key is checked before the scope'],
        case: '3/broker-without-key',
      },
    ],
  },
  {
    heading: '… (purpose)',
    statements: [
      {
        en: 'A new licence is a row of the table of licences.',
        uk: 'Нова ліцензія стає рядком у таблиці ліцензій.',
        verdict: 'in force',
        spec: '12.1',
        test: STORED,
        case: null,
      },
    ],
  },
  {
    heading: 'Configuration parameters',
    statements: [{ en: 'What the part is for.', uk: 'Для чого цей розділ.', verdict: 'residue' }],
  },
  {
    heading: 'Dictionaries',
    statements: [
      {
        en: 'Types of licences are a dictionary.',
        uk: 'Типи ліцензій зібрано в довіднику.',
        verdict: 'in force',
        spec: '9',
        test: [
          'test/dictionaries/dictionaries.test.ts',
          'without a token: every dictionary, its codes with their descriptions',
        ],
        case: '9/license-type',
      },
      {
        en: 'Among the dictionaries stands a parameter: which additional types a type of legal entity may have.',
        uk: 'Поміж довідників стоїть параметр: які додаткові типи дозволено кожному типу закладу.',
        verdict: 'decided',
        decision: 3,
        spec: '9',
        test: [
          'test/parameters/parameters.test.ts',
          'is the default, or the environment where that says otherwise',
        ],
        case: '4.2-9/type-mismatch',
      },
    ],
  },
  {
    heading: 'Input parameters',
    statements: [
      {
        en: 'The attributes are described in the API documents.',
        uk: 'Атрибути описано в документах API.',
        verdict: 'said elsewhere',
        spec: '4.1',
        test: ['test/http/schema.test.ts', 'an empty object lacks the five required properties'],
        case: '4.1/issued_by-missing',
      },
      {
        en: 'The id of a composition, in the path: of another method.',
        uk: 'Ідентифікатор медичного висновку в адресі: це з іншого методу.',
        verdict: 'residue',
      },
      { en: 'A numbered row without content.', uk: 'Пронумерований рядок без змісту.', verdict: 'residue' },
    ],
  },
];

import type { CitedTest, Part } from './statement.ts';

const LINK = 'test/contract-files/generate-url.test.ts';
const ONLY_URL = [LINK, 'the answer is 200 with the key `url` and no other'] as const satisfies CitedTest;
const IN_BUCKET = [
  LINK,
  'it is for the bucket of the environment and the folder of the resource, whatever the case of the uuid',
] as const satisfies CitedTest;
const IN_ORDER = [
  LINK,
  'API key, token, scope, content type, JSON, schema: the earliest answers',
] as const satisfies CitedTest;
const SETTINGS = 'src/config/store-settings.test.ts';

/** What the page *Private. Generate media storage links* says. */
export const mediaStorageLinks: readonly Part[] = [
  {
    heading: 'Private. Generate media storage links',
    statements: [
      { en: 'Name of the site, above.', uk: 'Назва сайту вгорі.', verdict: 'name' },
      { en: 'Name of the method; it is private.', uk: 'Назва методу; він приватний.', verdict: 'name' },
      { en: 'Name of the site, below.', uk: 'Назва сайту внизу.', verdict: 'name' },
    ],
  },
  {
    heading: 'Purpose',
    statements: [
      {
        en: 'Third parties get links to files in a store.',
        uk: 'Третя сторона одержує посилання на файли у сховищі.',
        verdict: 'in force',
        spec: '7',
        test: ONLY_URL,
        case: '7/url-alone',
      },
      {
        en: 'It serves contracts on ambulatory care.',
        uk: 'Це потрібно для договорів про амбулаторну допомогу.',
        verdict: 'in force',
        spec: '7',
        test: IN_BUCKET,
        case: '7.2/read-back',
      },
    ],
  },
  {
    heading: 'Specification',
    statements: [
      {
        en: 'A link to the API documents.',
        uk: 'Посилання на документи API.',
        verdict: 'said elsewhere',
        spec: '7',
        test: ONLY_URL,
        case: '7/url-alone',
      },
      {
        en: 'The address: empty.',
        uk: 'Адреса: не заповнено.',
        verdict: 'said elsewhere',
        spec: '7',
        test: ONLY_URL,
        case: '7/url-alone',
      },
      {
        en: 'The scope `private_contracts:write`.',
        uk: 'Потрібен дозвіл `private_contracts:write`.',
        verdict: 'in force',
        spec: '3',
        rule: 'scope',
        test: IN_ORDER,
        case: '3/scope-of-links',
      },
      { en: 'Components: empty.', uk: 'Компоненти: не заповнено.', verdict: 'residue' },
      { en: 'Services: empty.', uk: 'Сервіси: не заповнено.', verdict: 'residue' },
      { en: 'Protocol: empty.', uk: 'Протокол: не заповнено.', verdict: 'residue' },
      {
        en: 'Kind of request: empty.',
        uk: 'Вид запиту: не заповнено.',
        verdict: 'said elsewhere',
        spec: '7',
        test: [LINK, 'another method on the path is a 405'],
        case: '7/url-alone',
      },
      { en: 'Synchronous or not: empty.', uk: 'Синхронність: не заповнено.', verdict: 'residue' },
      {
        en: 'Who may see it: empty, though its title says private.',
        uk: 'Ступінь доступності: не заповнено, хоча в назві сказано «приватний».',
        verdict: 'said elsewhere',
        spec: '3',
        rule: 'api-key',
        test: IN_ORDER,
        case: '3/key-missing',
      },
    ],
  },
  {
    heading: 'Logic',
    statements: [
      {
        en: 'Who calls is known, and may do it.',
        uk: 'Відомо, хто викликає, і він має на це право.',
        verdict: 'in force',
        spec: '3',
        rule: 'token',
        test: IN_ORDER,
        case: '3/token-after-key',
      },
      {
        en: 'The files have a bucket to themselves.',
        uk: 'Файли мають власний бакет.',
        verdict: 'in force',
        spec: '7',
        test: IN_BUCKET,
        case: '7/bucket-chosen',
      },
    ],
  },
  {
    heading: 'Configuration',
    statements: [
      {
        en: 'This bucket has to be made.',
        uk: 'Цей бакет треба створити.',
        verdict: 'in force',
        spec: '7',
        test: [
          'test/contract-files/stores.test.ts',
          'without its bucket the product starts, warns and is not ready',
        ],
        case: null,
      },
      {
        en: 'It has a name for each environment, with a character that strict stores refuse.',
        uk: 'У кожному середовищі в нього своя назва, зі знаком, якого суворі сховища не приймають.',
        verdict: 'decided',
        decision: 14,
        spec: '7',
        test: [
          SETTINGS,
          'each environment has its bucket, which is the one known bucket unless others are named',
        ],
        case: null,
      },
    ],
  },
  {
    heading: 'Request structure',
    statements: [
      {
        en: 'It is described in the API documents.',
        uk: 'Її описано в документах API.',
        verdict: 'said elsewhere',
        spec: '7',
        test: [LINK, 'every property is required, and of its type'],
        case: '7/resource-id-missing',
      },
    ],
  },
  {
    heading: 'Authorize',
    statements: [
      {
        en: 'The API key is valid; else 401. The API documents ask for the key alone.',
        uk: 'Ключ API дійсний; інакше 401. За документами API вистачило б самого ключа.',
        verdict: 'decided',
        decision: 6,
        spec: '3',
        rule: 'api-key',
        test: IN_ORDER,
        case: '3/key-missing',
      },
      {
        en: 'The token is valid; else 401.',
        uk: 'Токен дійсний; інакше 401.',
        verdict: 'in force',
        spec: '3',
        rule: 'token',
        test: IN_ORDER,
        case: '3/token-after-key',
      },
      {
        en: 'It has the scope; else 403.',
        uk: 'Він має потрібний дозвіл; інакше 403.',
        verdict: 'in force',
        spec: '3',
        rule: 'scope',
        test: IN_ORDER,
        case: '3/scope-of-links',
      },
    ],
  },
  {
    heading: 'Headers',
    statements: [
      {
        en: 'Empty: which headers are asked for is said by what checks them.',
        uk: 'Порожньо: які заголовки потрібні, кажуть самі перевірки.',
        verdict: 'said elsewhere',
        spec: '3',
        rule: 'api-key',
        test: IN_ORDER,
        case: '3/key-missing',
      },
    ],
  },
  {
    heading: 'Request data validation',
    statements: [
      {
        en: 'The body matches a JSON schema; else 422.',
        uk: 'Тіло відповідає JSON-схемі; інакше 422.',
        verdict: 'in force',
        spec: '7',
        rule: 'schema',
        test: [
          LINK,
          'everything that is wrong is told at once, the name with the rest, and nothing is recorded',
        ],
        case: '7/action-unknown',
      },
    ],
  },
  {
    heading: 'Processing',
    statements: [
      {
        en: 'AEL is asked over RPC for a link: action, folder (the id of the contractor), file name, the configured bucket.',
        uk: 'AEL через RPC дає посилання: дія, папка (ідентифікатор закладу), назва файлу, налаштований бакет.',
        verdict: 'in force',
        spec: '8',
        test: ['test/ael/rpc.test.ts', 'signs a link that works, with the seven keys'],
        case: '7.2/read-back',
      },
      {
        en: 'A name of several words comes percent-encoded. Who encodes it, and whether twice, is not said.',
        uk: 'Назва з кількох слів приходить у percent-кодуванні. Хто кодує і чи не двічі, не сказано.',
        verdict: 'decided',
        decision: 8,
        spec: '7.1',
        test: [
          LINK,
          'a raw name and a percent-encoded one name the same object, and nothing is encoded twice',
        ],
        case: '7.1/decoded-once',
      },
    ],
  },
  {
    heading: 'Response structure',
    statements: [
      {
        en: 'It is described in the API documents.',
        uk: 'Її описано в документах API.',
        verdict: 'said elsewhere',
        spec: '7',
        test: ONLY_URL,
        case: '7/url-alone',
      },
    ],
  },
  {
    heading: 'Post-processing processes',
    statements: [{ en: 'Empty.', uk: 'Порожньо.', verdict: 'residue' }],
  },
  {
    heading: 'HTTP status codes',
    statements: [
      {
        en: 'Empty: the conventions say them.',
        uk: 'Порожньо: коди визначено загальними правилами.',
        verdict: 'said elsewhere',
        spec: '2',
        test: IN_ORDER,
        case: '3/scope-of-links',
      },
    ],
  },
];

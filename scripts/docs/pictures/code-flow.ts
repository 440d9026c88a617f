import type { Both } from '../../sources/statement.ts';
import { arrow, FONT, type Language, label, picture, WIDTH } from './picture.ts';

/** From left to right, so that nearly every message goes to a neighbour. */
const PARTIES = {
  page: { en: 'sign-in page', uk: 'вхід' },
  browser: { en: 'browser', uk: 'браузер' },
  mis: { en: 'МІС', uk: 'МІС' },
  tokens: { en: 'tokens', uk: 'токени' },
  api: { en: 'API', uk: 'API' },
} as const satisfies Record<string, Both>;
type Party = keyof typeof PARTIES;

type Message = Both & { from: Party; to: Party };

/** SPEC 11.1 and 11.2 in the order of one sign-in. A heading stands where another part of it begins. */
const MESSAGES: readonly (Message | Both)[] = [
  { en: 'The person agrees', uk: 'Людина погоджується' },
  { from: 'mis', to: 'browser', en: 'sign in, please', uk: 'увійдіть, будь ласка' },
  {
    from: 'browser',
    to: 'page',
    en: 'GET /sign-in?client_id, redirect_uri, state',
    uk: 'GET /sign-in?client_id, redirect_uri, state',
  },
  { from: 'browser', to: 'page', en: 'e-mail and password', uk: 'пошта й пароль' },
  {
    from: 'page',
    to: 'browser',
    en: 'which legal entity? may it do this?',
    uk: 'який заклад? чи дозволяєте?',
  },
  { from: 'browser', to: 'page', en: 'yes', uk: 'так' },
  { from: 'page', to: 'browser', en: 'redirect_uri?code, state, iss', uk: 'redirect_uri?code, state, iss' },
  { from: 'browser', to: 'mis', en: 'code, state, iss', uk: 'code, state, iss' },
  { en: 'The code becomes a token', uk: 'Код стає токеном' },
  {
    from: 'mis',
    to: 'tokens',
    en: 'code, secret, redirect_uri, PKCE',
    uk: 'код, секрет, redirect_uri, PKCE',
  },
  { from: 'tokens', to: 'mis', en: 'access token, refresh token', uk: 'токен доступу, токен поновлення' },
  { from: 'mis', to: 'api', en: 'POST /api/licenses, Bearer …', uk: 'POST /api/licenses, Bearer …' },
  { from: 'api', to: 'mis', en: '201', uk: '201' },
  { en: 'Later', uk: 'Пізніше' },
  { from: 'mis', to: 'tokens', en: 'refresh token', uk: 'токен поновлення' },
  { from: 'tokens', to: 'mis', en: 'a new pair; the old one is used up', uk: 'нова пара; стару вичерпано' },
];

const WORDS = {
  title: { en: 'Signing in: from the page to a licence', uk: 'Вхід: від сторінки до ліцензії' },
  and: { en: 'to', uk: 'до' },
};

const [TOP, ROW, FIRST, PITCH] = [44, 42, 48, (WIDTH - 96) / 4];
const LETTER = FONT.small * 0.56;
const NAMES = Object.keys(PARTIES) as Party[];
const xOf = (party: Party) => FIRST + NAMES.indexOf(party) * PITCH;

/** Who says what to whom when a person signs in. */
export async function codeFlow(language: Language): Promise<string> {
  const end = TOP + MESSAGES.length * ROW + 6;
  const told = MESSAGES.map((message) =>
    'from' in message
      ? `${PARTIES[message.from][language]} ${WORDS.and[language]} ${PARTIES[message.to][language]}: ${message[language]}`
      : message[language],
  );
  return picture(
    { title: WORDS.title[language], description: `${told.join('; ')}.`, language, height: end + 8 },
    [
      ...NAMES.flatMap((party) => [
        label(xOf(party), 22, PARTIES[party][language], 'small ink', 'middle'),
        `<path class="rule" d="M${xOf(party)} 32V${end}"/>`,
      ]),
      ...MESSAGES.flatMap((message, at) => {
        const y = TOP + at * ROW;
        return 'from' in message ? drawMessage(message, y, language) : drawHeading(message[language], y);
      }),
    ],
  );
}

function drawMessage(message: Message, y: number, language: Language): string[] {
  const [from, to] = [xOf(message.from), xOf(message.to)];
  const text = message[language];
  const half = (text.length * LETTER) / 2 + 4;
  const middle = Math.min(Math.max((from + to) / 2, half), WIDTH - half);
  return [
    label(Math.round(middle), y + 18, text, 'small ink halo', 'middle'),
    arrow(`M${from} ${y + 28}H${to + (to > from ? -1 : 1)}`),
  ];
}

const drawHeading = (text: string, y: number): string[] => [
  `<rect class="band" x="4" y="${y + 6}" width="${WIDTH - 8}" height="28" rx="4"/>`,
  label(14, y + 25, text, 'strong'),
];

import type { Both, Verdict } from '../sources/statement.ts';

type VerdictWords = { name: Both; meaning: Both };

/** What a verdict is called, and what it means, in the order of the page. */
export const VERDICTS: Readonly<Record<Verdict['verdict'], VerdictWords>> = {
  'in force': {
    name: { en: 'in force', uk: 'діє' },
    meaning: { en: 'it holds as the page has it', uk: 'виконується так, як сказано на сторінці' },
  },
  decided: {
    name: { en: 'decided', uk: 'вирішено' },
    meaning: {
      en: 'another place says something else, or it can be read in two ways; a decision says what holds',
      uk: 'в іншому місці сказано інакше або прочитати можна по-різному; що саме діє, каже рішення',
    },
  },
  'said elsewhere': {
    name: { en: 'said elsewhere', uk: 'сказано деінде' },
    meaning: {
      en: 'the page leaves it to the API documents, or empty; the specification says it',
      uk: 'сторінка посилається на документи API або мовчить; про це каже специфікація',
    },
  },
  name: {
    name: { en: 'a name', uk: 'назва' },
    meaning: {
      en: 'it names the page or the method; there is nothing to build',
      uk: 'називає сторінку чи метод; будувати тут нічого',
    },
  },
  residue: {
    name: { en: 'residue', uk: 'залишок' },
    meaning: {
      en: "left over from the page's template or from a comparison of versions; nobody meant it",
      uk: 'лишилося від шаблону сторінки або від порівняння версій; ніхто цього не мав на увазі',
    },
  },
};

type PageWords = Record<
  | 'title'
  | 'introduction'
  | 'outcome'
  | 'meaning'
  | 'all'
  | 'decisionsTitle'
  | 'decisions'
  | 'decision'
  | 'place'
  | 'says'
  | 'keptBy'
  | 'rule'
  | 'test'
  | 'case'
  | 'noCase',
  string
>;

export const WORDS: Readonly<Record<keyof Both, PageWords>> = {
  en: {
    title: 'Sources',
    introduction: `The licence methods and the links to contract files come from two published pages. Here is each statement of them, in
the order in which it stands there and in our words: what became of it, and what would fail if it were no longer so.
A place is a heading of the page and a number below it; headings in brackets are those that the published comparison
leaves out.

\`npm run check\` finds a statement without a row, a row that nothing keeps, and a rule, test or conformance case that
does not exist ([ADR 0082](adr/0082-sources-row-by-row.md)). You can put the same cases to any other implementation:
\`esoz conformance <url> --case <id>\`.
`,
    outcome: 'Outcome',
    meaning: 'Meaning',
    all: 'all',
    decisionsTitle: 'Contradictions',
    decisions: 'Where two places disagree, or one can be read in two ways, the specification decides.',
    decision: 'Decision',
    place: 'Place',
    says: 'What it says',
    keptBy: 'Kept by',
    rule: 'rule',
    test: 'test',
    case: 'case',
    noCase: 'no call over HTTP shows it',
  },
  uk: {
    title: 'Джерела',
    introduction: `Методи для ліцензій і посилання на файли договорів описано на двох опублікованих сторінках. Нижче кожне їхнє
твердження, у тому самому порядку й нашими словами: що з ним сталося і що зламається, коли воно перестане виконуватися.
Місце — це заголовок сторінки й номер під ним; у дужках ті заголовки, які опубліковане порівняння версій пропустило.

\`npm run check\` знаходить твердження без рядка, рядок, якого ніщо не тримає, а також правило, тест чи випадок, яких
немає ([ADR 0082](adr/0082-sources-row-by-row.md)). Тими самими випадками можна перевірити будь-яку іншу реалізацію:
\`esoz conformance <url> --case <id>\`.
`,
    outcome: 'Що сталося',
    meaning: 'Що це означає',
    all: 'усього',
    decisionsTitle: 'Суперечності',
    decisions: 'Де два місця кажуть різне або одне можна прочитати по-різному, вирішує специфікація.',
    decision: 'Рішення',
    place: 'Місце',
    says: 'Про що йдеться',
    keptBy: 'Чим перевірено',
    rule: 'правило',
    test: 'тест',
    case: 'випадок',
    noCase: 'через HTTP цього не видно',
  },
};

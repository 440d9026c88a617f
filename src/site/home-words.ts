import type { Language } from './page.ts';

type Way = {
  id: string;
  title: string;
  text: string;
  links: readonly (readonly [name: string, path: string])[];
};

/** What the first page says; `ways` but for the first stand behind errors and methods. */
type HomeWords = {
  title: string;
  lead: string;
  start: { title: string; text: string; afterwards: string; go: string };
  ways: readonly Way[];
  error: { title: string; search: string; orByStatus: string };
  methods: { title: string; text: string };
};

const uk: HomeWords = {
  title: 'Що ви хочете зробити?',
  lead: 'Реєстр ліцензій закладів і сховище файлів договорів ЕСОЗ: API для медичних інформаційних систем.',
  start: {
    title: 'Спробувати за десять хвилин',
    text: 'Потрібні термінал і npm. Склонуйте репозиторій і запустіть реєстр: база даних і сховище файлів уже всередині.',
    afterwards: 'В іншому терміналі запитайте ліцензії першого закладу:',
    go: 'Далі: ваша перша ліцензія',
  },
  ways: [
    {
      id: 'connect',
      title: 'Підключити МІС',
      text: 'Вхід користувача, токени, повтори запитів і події.',
      links: [
        ['Підключити МІС за десять хвилин', 'tutorials/connect-a-mis'],
        ['Як працює вхід', 'explanation/signing-in'],
        ['Безпечно повторювати запити', 'how-to/retry-safely'],
        ['Отримувати події', 'how-to/receive-events'],
        ['Передавати файли договорів', 'how-to/move-contract-files'],
      ],
    },
    {
      id: 'work',
      title: 'Працювати в консолі',
      text: 'Для тих, хто веде ліцензії закладу або перевіряє їх у НСЗУ. Програмувати не треба.',
      links: [
        ['Консоль: перші пів години', 'tutorials/console-for-officers'],
        ['Налаштувати консоль', 'how-to/set-up-the-console'],
      ],
    },
    {
      id: 'run',
      title: 'Запустити в себе',
      text: 'Для тих, хто відповідає за роботу реєстру.',
      links: [
        ['Розгорнути', 'how-to/run-in-production'],
        ['Змінні середовища та параметри', 'reference/configuration'],
        ['Команди', 'reference/command-line'],
        ['З’ясувати, що не так', 'how-to/diagnose'],
        ['Імпортувати таблиці', 'how-to/bulk-import'],
      ],
    },
    {
      id: 'understand',
      title: 'Зрозуміти, чому так',
      text: 'Що гарантує реєстр і на чому це тримається.',
      links: [
        ['Специфікація', 'specification'],
        ['Шлях запиту', 'explanation/how-a-request-travels'],
        ['Останнє слово за базою даних', 'explanation/the-database-is-the-last-judge'],
        ['Швидкодія', 'explanation/performance'],
        ['Записи рішень', 'adr/'],
      ],
    },
  ],
  error: {
    title: 'Розібратися з помилкою',
    search: 'Вставте текст помилки в пошук',
    orByStatus:
      'або знайдіть її за статусом відповіді. Кожна відповідь із помилкою має заголовок Link на її сторінку.',
  },
  methods: { title: 'Знайти метод', text: 'Хто може викликати, що надіслати, що прийде у відповідь.' },
};

const en: HomeWords = {
  title: 'What do you want to do?',
  lead: 'Licences of clinics and contract files of ЕСОЗ: an API for medical information systems.',
  start: {
    title: 'Try it in ten minutes',
    text: 'You need a terminal and npm. Clone the repository and start the registry: a database and a file store are inside.',
    afterwards: 'In another terminal, ask for the licences of the first clinic:',
    go: 'Next: your first licence',
  },
  ways: [
    {
      id: 'connect',
      title: 'Connect a МІС',
      text: 'Signing people in, tokens, retries and events.',
      links: [
        ['Connect a МІС in ten minutes', 'tutorials/connect-a-mis'],
        ['How signing in works', 'explanation/signing-in'],
        ['Retry safely', 'how-to/retry-safely'],
        ['Receive events', 'how-to/receive-events'],
        ['Move contract files', 'how-to/move-contract-files'],
      ],
    },
    {
      id: 'work',
      title: 'Work in the console',
      text: 'For those who keep the licences of a clinic, or judge them in НСЗУ. It takes no programming.',
      links: [
        ['The console: your first half hour', 'tutorials/console-for-officers'],
        ['Set up the console', 'how-to/set-up-the-console'],
      ],
    },
    {
      id: 'run',
      title: 'Run it',
      text: 'For those who are responsible for a registry.',
      links: [
        ['Run in production', 'how-to/run-in-production'],
        ['Environment variables and parameters', 'reference/configuration'],
        ['Commands', 'reference/command-line'],
        ['Diagnose', 'how-to/diagnose'],
        ['Import tables', 'how-to/bulk-import'],
      ],
    },
    {
      id: 'understand',
      title: 'Understand why',
      text: 'What the registry guarantees, and what that rests on.',
      links: [
        ['The specification', 'specification'],
        ['How a request travels', 'explanation/how-a-request-travels'],
        ['The database is the last judge', 'explanation/the-database-is-the-last-judge'],
        ['Performance', 'explanation/performance'],
        ['Decision records', 'adr/'],
      ],
    },
  ],
  error: {
    title: 'Look up an error',
    search: 'Paste its text into the search',
    orByStatus:
      'or find it by the status of the answer. Every error answer has a Link header that leads to its page.',
  },
  methods: { title: 'Find a method', text: 'Who may call it, what to send, what comes back.' },
};

export const HOME_WORDS: Readonly<Record<Language, HomeWords>> = { uk, en };

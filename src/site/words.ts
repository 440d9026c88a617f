import type { Language, Section } from './page.ts';

/** What the frame says, in both languages alike. */
type Words = {
  skip: string;
  menu: string;
  contents: string;
  path: string;
  home: string;
  turning: string;
  previous: string;
  next: string;
  /** Above a text that exists in the other language only. */
  otherLanguage: string;
  /** The same page in the other language, in that language. */
  switchTo: string;
  search: { label: string; hint: string; submit: string; results: string };
  foot: { openapi: string; specification: string; sources: string; changelog: string; accessibility: string };
  sections: Readonly<Record<Section, { title: string; summary: string }>>;
  everything: { title: string; summary: string };
  notFound: { title: string; lead: string; near: string; all: string };
};

const uk: Words = {
  skip: 'До тексту',
  menu: 'Розділи',
  contents: 'На цій сторінці',
  path: 'Де ви',
  home: 'Документація',
  turning: 'Сусідні сторінки',
  previous: 'Попередня',
  next: 'Наступна',
  otherLanguage: 'Ця сторінка поки що є лише англійською.',
  switchTo: 'English',
  search: {
    label: 'Пошук у документації',
    hint: 'Помилка, поле, команда…',
    submit: 'Знайти',
    results: 'Знайдене',
  },
  foot: {
    openapi: 'Документ OpenAPI',
    specification: 'Специфікація',
    sources: 'Джерела',
    changelog: 'Зміни',
    accessibility: 'Доступність',
  },
  sections: {
    tutorials: { title: 'Перші кроки', summary: 'Від порожнього термінала до ліцензії, крок за кроком.' },
    'how-to': {
      title: 'Як зробити',
      summary: 'Відповіді на запитання «як…»: підключити, завантажити, стежити.',
    },
    runbooks: {
      title: 'Тривоги',
      summary: 'Надійшла тривога: що вона означає, кому шкодить, де дивитися і як полагодити.',
    },
    methods: { title: 'Методи', summary: 'Кожен метод API: хто може викликати, що надіслати, що прийде.' },
    errors: { title: 'Помилки', summary: 'Кожна відмова: чому так сталося і що змінити.' },
    reference: { title: 'Довідка', summary: 'Змінні, команди, метрики, події, специфікація.' },
    explanation: { title: 'Пояснення', summary: 'Як це влаштовано і чому саме так.' },
    decisions: { title: 'Рішення', summary: 'Записи рішень: що вирішено, чому і що з того випливає.' },
  },
  everything: { title: 'Усі сторінки', summary: 'Повний перелік сторінок за розділами.' },
  notFound: {
    title: 'Такої сторінки немає',
    lead: 'Можливо, в адресі помилка. Пошук угорі знає всі сторінки, помилки, поля та змінні.',
    near: 'Може, ви шукали:',
    all: 'Усі сторінки',
  },
};

const en: Words = {
  skip: 'To the text',
  menu: 'Sections',
  contents: 'On this page',
  path: 'Where you are',
  home: 'Documentation',
  turning: 'Neighbouring pages',
  previous: 'Previous',
  next: 'Next',
  otherLanguage: 'This page is in Ukrainian only, so far.',
  switchTo: 'Українською',
  search: {
    label: 'Search the documentation',
    hint: 'Error, field, command…',
    submit: 'Search',
    results: 'Found',
  },
  foot: {
    openapi: 'OpenAPI document',
    specification: 'Specification',
    sources: 'Sources',
    changelog: 'Changes',
    accessibility: 'Accessibility',
  },
  sections: {
    tutorials: { title: 'First steps', summary: 'From an empty terminal to a licence, step by step.' },
    'how-to': { title: 'How to', summary: 'Answers to “how do I”: connect, upload, watch.' },
    runbooks: {
      title: 'Runbooks',
      summary: 'An alert has come: what it means, how bad it is, where to look, how to mend it.',
    },
    methods: {
      title: 'Methods',
      summary: 'Every method of the API: who may call, what to send, what comes.',
    },
    errors: { title: 'Errors', summary: 'Every refusal: why it happened and what to change.' },
    reference: { title: 'Reference', summary: 'Variables, commands, metrics, events, the specification.' },
    explanation: { title: 'Explanation', summary: 'How it works, and why it works that way.' },
    decisions: { title: 'Decisions', summary: 'Records of decisions: what, why, and what follows.' },
  },
  everything: { title: 'All pages', summary: 'Every page, by section.' },
  notFound: {
    title: 'There is no such page',
    lead: 'Perhaps the address has a mistake. The search above knows every page, error, field and variable.',
    near: 'Did you mean:',
    all: 'All pages',
  },
};

export const WORDS: Readonly<Record<Language, Words>> = { uk, en };

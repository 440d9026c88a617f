import { inLanguages } from '../language.ts';

type Section = { heading: string; paragraphs: readonly string[]; list?: readonly string[] };
type Statement = { title: string; lead: string; sections: readonly Section[] };

export const accessibilityTexts = inLanguages<Statement>(
  {
    title: 'Заява про доступність',
    lead: 'Ці сторінки для кожного. Якщо щось вам заважає, це помилка, і ми її виправимо.',
    sections: [
      {
        heading: 'Про що ця заява',
        paragraphs: [
          'Про сторінки входу, згоди, облікового запису та створення пароля. Вони відповідають ДСТУ EN 301 549 (вимоги WCAG 2.1 рівня AA), і відхилень від стандарту нам не відомо.',
        ],
      },
      {
        heading: 'Що це означає',
        paragraphs: [],
        list: [
          'Усе можна зробити самою клавіатурою, і завжди видно, де ви.',
          'Програма зчитування екрана називає кожне поле, кожну помилку та що з нею робити.',
          'Текст можна збільшити в чотири рази або читати на екрані завширшки 320 пікселів: нічого не зникне.',
          'Контраст тексту не менший за 4,5:1 у світлій і в темній темі; колір ніде не єдина ознака.',
          'Менеджери паролів працюють, пароль можна вставити, перевірок із картинками немає.',
          'Сторінки працюють без JavaScript.',
          'Заповнюйте скільки потрібно: якщо сеанс завершився, ви продовжите з того самого місця.',
        ],
      },
      {
        heading: 'Як це перевірено',
        paragraphs: [
          'Кожен стан кожної сторінки перевіряє програма axe-core, обома мовами, у світлій і в темній темі, при кожній зміні продукту. Увесь шлях від входу до згоди автоматично проходиться самою клавіатурою. Контраст обчислюється для кожної пари кольорів. З людьми, які користуються допоміжними засобами, сторінки ще не перевірялися.',
        ],
      },
      {
        heading: 'Якщо щось заважає',
        paragraphs: [
          'Напишіть операторові реєстру, який надав вам доступ: яка це сторінка, що ви хотіли зробити, чим користуєтеся. Він може також зробити для вас те, чого не вдалося зробити на сторінці.',
        ],
      },
    ],
  },
  {
    title: 'Accessibility statement',
    lead: 'These pages are for everybody. If something is in your way, that is a mistake, and we will correct it.',
    sections: [
      {
        heading: 'What this statement is about',
        paragraphs: [
          'The pages for signing in, for consent, for your account and for creating a password. They conform to ДСТУ EN 301 549 (the requirements of WCAG 2.1, level AA), and we know of no departure from the standard.',
        ],
      },
      {
        heading: 'What that means',
        paragraphs: [],
        list: [
          'Everything can be done with the keyboard alone, and you always see where you are.',
          'A screen reader names every field, every mistake, and what to do about it.',
          'Text can be enlarged four times, or read on a screen 320 pixels wide: nothing disappears.',
          'The contrast of text is at least 4.5:1, in the light theme and in the dark one; colour is never the only sign.',
          'Password managers work, a password can be pasted, and there are no puzzles with pictures.',
          'The pages work without JavaScript.',
          'There is no time limit on filling in a form; if your session ends, you go on where you were.',
        ],
      },
      {
        heading: 'How it was tested',
        paragraphs: [
          'The program axe-core tests every state of every page, in both languages, in the light theme and in the dark one, at every change of the product. The whole way from signing in to consent is walked with the keyboard alone, automatically. Contrast is computed for each pair of colours. The pages have not been tested yet with people who use assistive technology.',
        ],
      },
      {
        heading: 'If something is in your way',
        paragraphs: [
          'Write to the operator of the registry who gave you access: which page it is, what you wanted to do, what you use. They can also do for you what could not be done on the page.',
        ],
      },
    ],
  },
);

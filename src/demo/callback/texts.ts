import { inLanguages } from '../../sign-in/language.ts';

type CallbackTexts = {
  title: string;
  lead: string;
  refusedTitle: string;
  refusedLead: string;
  nothingTitle: string;
  nothingLead: string;
  received: string;
  next: string;
  exchange: string;
  tutorial: string;
};

export const callbackTexts = inLanguages<CallbackTexts>(
  {
    title: 'МІС «Демо» отримала код',
    lead: 'Ця сторінка грає роль МІС: показує, з чим до неї повернувся браузер. Справжня МІС перевіряє state і одразу обмінює код на токен.',
    refusedTitle: 'МІС «Демо» отримала відмову',
    refusedLead: 'Код не видано. Справжня МІС пояснює людині, що сталося, і пропонує спробувати ще раз.',
    nothingTitle: 'Тут МІС «Демо» чекає на код',
    nothingLead: 'Сюди браузер повертається після входу. Посилання, яке починає вхід, друкує npm start.',
    received: 'Що прийшло',
    next: 'Обміняйте код на токен',
    exchange: 'Код діє п’ять хвилин і спрацює один раз. Вставте команду в термінал:',
    tutorial: 'Що робити далі, розповідає docs/tutorials/connect-a-mis.md.',
  },
  {
    title: 'МІС «Демо» has received a code',
    lead: 'This page plays the МІС: it shows what the browser came back with. A real МІС checks state and exchanges the code for a token at once.',
    refusedTitle: 'МІС «Демо» was refused',
    refusedLead: 'No code was issued. A real МІС tells the person what happened, and offers to try again.',
    nothingTitle: 'МІС «Демо» waits here for a code',
    nothingLead: 'The browser returns here after signing in. The link that begins is printed by npm start.',
    received: 'What came',
    next: 'Exchange the code for a token',
    exchange: 'The code lives for five minutes and works once. Paste the command into a terminal:',
    tutorial: 'What comes next is in docs/tutorials/connect-a-mis.md.',
  },
);

import { inLanguages } from '../language.ts';

/** `mis` comes with its quotation marks. */
export const authorizeTexts = inLanguages(
  {
    signIn: {
      title: (mis: string) => `Вхід до ${mis}`,
      titleAlone: 'Вхід до облікового запису',
      lead: (mis: string) =>
        `Пароль вводьте лише на цій сторінці: ${mis} його не отримає. Далі ми запитаємо, що саме ви дозволяєте.`,
      leadAlone: 'Тут видно, де ви увійшли та яким системам дали доступ.',
      button: 'Увійти',
      failed: 'Увійти не вдалося',
      emailMissing: 'Введіть електронну пошту',
      emailPartial: 'Введіть адресу повністю, наприклад olena@likarnia.ua',
      refused: 'Такої пари пошти й пароля немає. Перевірте адресу та введіть пароль ще раз',
      forgotten: 'Забули пароль? Попросіть оператора реєстру про посилання, за яким можна створити новий.',
      ended: 'Сеанс завершився',
      endedText: 'Увійдіть знову, і ми продовжимо з того самого місця.',
      signedOut: 'Ви вийшли',
      passwordSet: 'Новий пароль збережено',
      passwordSetText: 'Тепер увійдіть із ним.',
    },
    choice: {
      title: (mis: string) => `Який заклад відкрити в ${mis}?`,
      lead: (mis: string) =>
        `Ви працюєте в кількох закладах. Доступ ${mis} отримає лише до того, який ви виберете.`,
      button: 'Далі',
      failed: 'Заклад не вибрано',
      missing: 'Виберіть один із закладів',
    },
    consent: {
      title: (mis: string) => `Дозволити ${mis} працювати від вашого імені?`,
      entity: 'Заклад',
      you: 'Ви увійшли як',
      other: 'Увійти як інша особа',
      otherEntity: 'Вибрати інший заклад',
      can: 'Можна буде',
      cannot: 'Не можна буде',
      because: {
        role: 'ваша роль цього не дозволяє',
        client: 'цій системі або закладу цього не дозволено',
      },
      password: 'Дізнатися ваш пароль',
      allow: 'Дозволити',
      deny: 'Відмовити',
      after: (place: string) => `Далі ви повернетеся на ${place}.`,
      takeBack: 'Передумаєте — заберіть дозвіл на сторінці',
      changed: 'Дозвіл ще не надано',
      changedText: 'За цей час змінилося те, що можна дозволити. Перегляньте ще раз і вирішіть.',
    },
    nothing: {
      title: (mis: string) => `Тут ${mis} нічого не можна дозволити`,
      lead: 'Ваші ролі не містять жодного з прав, про які йдеться в запиті.',
      asked: 'У запиті',
      remedy: 'Ролі надає оператор реєстру. Якщо роль має бути, зверніться до нього або до власника закладу.',
      back: (mis: string) => `Повернутися до ${mis}`,
    },
    refusal: {
      title: 'Посилання для входу неправильне',
      lead: 'Ви нічого не зробили не так. Поверніться до системи, з якої прийшли, і спробуйте ще раз. Якщо не допоможе, надішліть її розробникам те, що написано нижче.',
      developer: 'Розробникам системи',
    },
  },
  {
    signIn: {
      title: (mis) => `Sign in to ${mis}`,
      titleAlone: 'Sign in to your account',
      lead: (mis) =>
        `Enter your password on this page alone: ${mis} will not get it. Next we ask what exactly you allow.`,
      leadAlone: 'Here you see where you are signed in, and which systems you gave access.',
      button: 'Sign in',
      failed: 'You are not signed in',
      emailMissing: 'Enter your e-mail address',
      emailPartial: 'Enter the whole address, such as olena@likarnia.ua',
      refused:
        'There is no such e-mail address with this password. Check the address and enter the password again',
      forgotten: 'Forgot your password? Ask an operator of the registry for a link to create a new one.',
      ended: 'Your session has ended',
      endedText: 'Sign in again, and we go on where you were.',
      signedOut: 'You are signed out',
      passwordSet: 'Your new password is saved',
      passwordSetText: 'Now sign in with it.',
    },
    choice: {
      title: (mis) => `Which legal entity should ${mis} open?`,
      lead: (mis) =>
        `You work in several legal entities. ${mis} gets access only to the one that you choose.`,
      button: 'Continue',
      failed: 'No legal entity is chosen',
      missing: 'Choose one of the legal entities',
    },
    consent: {
      title: (mis) => `Allow ${mis} to act on your behalf?`,
      entity: 'Legal entity',
      you: 'You are signed in as',
      other: 'Sign in as somebody else',
      otherEntity: 'Choose another legal entity',
      can: 'It will be able to',
      cannot: 'It will not be able to',
      because: {
        role: 'your role does not allow this',
        client: 'this system, or the legal entity, is not allowed this',
      },
      password: 'Learn your password',
      allow: 'Allow',
      deny: 'Deny',
      after: (place) => `Next you return to ${place}.`,
      takeBack: 'Should you change your mind, take the permission back on the page',
      changed: 'Nothing is allowed yet',
      changedText: 'What can be allowed has changed in the meantime. Look again and decide.',
    },
    nothing: {
      title: (mis) => `There is nothing that ${mis} can be allowed here`,
      lead: 'Your roles hold none of the rights that the request is about.',
      asked: 'The request',
      remedy:
        'An operator of the registry gives roles. If you should have one, turn to them or to the owner of the legal entity.',
      back: (mis) => `Return to ${mis}`,
    },
    refusal: {
      title: 'The sign-in link is wrong',
      lead: 'You did nothing wrong. Return to the system that you came from and try again. If that does not help, send its developers what is written below.',
      developer: 'For the developers of the system',
    },
  },
);

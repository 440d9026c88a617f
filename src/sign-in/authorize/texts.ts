import { inLanguages } from '../language.ts';

/** `mis` comes with its quotation marks; in Ukrainian a word stands before it that takes the case, which a name cannot. */
export const authorizeTexts = inLanguages(
  {
    signIn: {
      title: (mis: string) => `Вхід до системи ${mis}`,
      titleAlone: 'Вхід до облікового запису',
      lead: (mis: string) =>
        `Вводьте пароль лише на цій сторінці: система ${mis} його не отримає. Далі ми запитаємо, що саме ви їй дозволяєте.`,
      leadAlone: 'Тут видно, де ви увійшли та яким системам дали доступ.',
      button: 'Увійти',
      failed: 'Увійти не вдалося',
      emailMissing: 'Введіть електронну пошту',
      emailPartial: 'Введіть адресу повністю, наприклад olena@likarnia.ua',
      refused: 'Неправильна пошта або пароль. Перевірте адресу та введіть пароль ще раз',
      forgotten: 'Забули пароль? Попросіть в оператора реєстру посилання, щоб створити новий.',
      ended: 'Сеанс завершився',
      endedText: 'Увійдіть знову, і ми продовжимо з того самого місця.',
      signedOut: 'Ви вийшли',
      passwordSet: 'Новий пароль збережено',
      passwordSetText: 'Увійдіть із ним тут або через свою медичну систему.',
    },
    choice: {
      title: (mis: string) => `Який заклад відкрити в системі ${mis}?`,
      lead: (mis: string) =>
        `Ви працюєте в кількох закладах. Система ${mis} отримає доступ лише до того, який ви виберете.`,
      button: 'Далі',
      failed: 'Заклад не вибрано',
      missing: 'Виберіть один із закладів',
    },
    consent: {
      title: (mis: string) => `Дозволити системі ${mis} працювати від вашого імені?`,
      entity: 'Заклад',
      you: 'Ви увійшли як',
      other: 'Увійти в інший обліковий запис',
      otherEntity: 'Вибрати інший заклад',
      can: (mis: string) => `Система ${mis} зможе`,
      cannot: (mis: string) => `Система ${mis} не зможе`,
      because: {
        role: 'Цього не дозволяє ваша роль:',
        client: 'Цього не дозволено самій системі або закладу:',
      },
      password: 'Дізнатися ваш пароль',
      allow: 'Дозволити',
      deny: 'Відмовити',
      after: (place: string) => `Далі ви повернетеся на ${place}.`,
      takeBack: 'Якщо передумаєте, заберіть доступ на сторінці',
      changed: 'Дозвіл ще не надано',
      changedText: 'За цей час змінилося те, що можна дозволити. Перегляньте ще раз і вирішіть.',
    },
    nothing: {
      title: (mis: string) => `У вас немає прав, про які просить система ${mis}`,
      lead: 'Жодна з ваших ролей не містить того, що названо нижче, тож поки немає чого дозволяти.',
      asked: 'Про що йдеться',
      remedy:
        'Ролі надає оператор реєстру. Якщо потрібна роль у вас має бути, зверніться до нього або до власника закладу.',
      back: (mis: string) => `Повернутися до системи ${mis}`,
    },
    refusal: {
      title: 'Посилання для входу неправильне',
      lead: 'Це не ваша помилка. Поверніться до системи, з якої прийшли, і спробуйте ще раз. Якщо не допоможе, надішліть її розробникам те, що написано нижче.',
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
      failed: 'You could not be signed in',
      emailMissing: 'Enter your e-mail address',
      emailPartial: 'Enter the whole address, such as olena@likarnia.ua',
      refused: 'The e-mail address or the password is wrong. Check the address and enter the password again',
      forgotten: 'Forgot your password? Ask an operator of the registry for a link to create a new one.',
      ended: 'Your session has ended',
      endedText: 'Sign in again, and we go on where you were.',
      signedOut: 'You are signed out',
      passwordSet: 'Your new password is saved',
      passwordSetText: 'Sign in with it here, or through your medical information system.',
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
      can: (mis) => `${mis} will be able to`,
      cannot: (mis) => `${mis} will not be able to`,
      because: {
        role: 'Your role does not allow this:',
        client: 'This is not allowed to the system itself, or to the legal entity:',
      },
      password: 'Learn your password',
      allow: 'Allow',
      deny: 'Deny',
      after: (place) => `Next you return to ${place}.`,
      takeBack: 'Should you change your mind, take the access back on the page',
      changed: 'Nothing is allowed yet',
      changedText: 'What can be allowed has changed in the meantime. Look again and decide.',
    },
    nothing: {
      title: (mis) => `You have none of the rights that ${mis} asks for`,
      lead: 'None of your roles holds what is listed below, so there is nothing to allow yet.',
      asked: 'What it asks for',
      remedy:
        'An operator of the registry gives roles. If you should have one, turn to them or to the owner of the legal entity.',
      back: (mis) => `Return to ${mis}`,
    },
    refusal: {
      title: 'The sign-in link is wrong',
      lead: 'This is no mistake of yours. Return to the system that you came from and try again. If that does not help, send its developers what is written below.',
      developer: 'For the developers of the system',
    },
  },
);

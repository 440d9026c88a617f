import { inLanguages } from './language.ts';

/** What stands on every page, or on several. */
export const commonTexts = inLanguages(
  {
    language: 'Мова',
    account: 'Ваш обліковий запис',
    accessibility: 'Доступність',
    signOut: 'Вийти',
    edrpou: 'ЄДРПОУ',
    mistake: 'Помилка',
    email: 'Електронна пошта',
    password: 'Пароль',
    newPassword: 'Новий пароль',
    repeated: 'Новий пароль ще раз',
    passwordHint:
      'Щонайменше 12 символів. Кілька випадкових слів запам’ятати легше, ніж набір знаків, а вгадати важче.',
    passwordMissing: 'Введіть пароль',
    newPasswordMissing: 'Введіть новий пароль',
    passwordWeak: {
      'too-short': 'Пароль закороткий: потрібно щонайменше 12 символів',
      'too-long': 'Пароль задовгий: він має вміститися в 1024 байти',
      'is-email': 'Пароль не може бути вашою електронною поштою',
    },
    repeatedDiffers: 'Паролі не збігаються. Введіть новий пароль двічі однаково',
    notSent: 'Форму не прийнято',
    formExpired:
      'Сторінка застаріла, або браузер не зберігає файли cookie. Спробуйте ще раз: тепер має вийти.',
    waitHeading: 'Забагато спроб поспіль',
    wait: (seconds: string) => `Спробуйте ще раз за ${seconds}. Обліковий запис не заблоковано.`,
    seconds: { one: 'секунду', few: 'секунди', many: 'секунд', other: 'секунди' },
  },
  {
    language: 'Language',
    account: 'Your account',
    accessibility: 'Accessibility',
    signOut: 'Sign out',
    edrpou: 'EDRPOU',
    mistake: 'Error',
    email: 'E-mail address',
    password: 'Password',
    newPassword: 'New password',
    repeated: 'New password again',
    passwordHint:
      'At least 12 characters. A few random words are easier to remember than a jumble, and harder to guess.',
    passwordMissing: 'Enter your password',
    newPasswordMissing: 'Enter a new password',
    passwordWeak: {
      'too-short': 'The password is too short: it needs at least 12 characters',
      'too-long': 'The password is too long: it has to fit in 1024 bytes',
      'is-email': 'The password cannot be your e-mail address',
    },
    repeatedDiffers: 'The passwords differ. Enter the new password twice, the same each time',
    notSent: 'The form was not accepted',
    formExpired: 'The page is out of date, or the browser keeps no cookies. Try again: it should work now.',
    waitHeading: 'Too many attempts in a row',
    wait: (seconds) => `Try again in ${seconds}. Your account is not locked.`,
    seconds: { one: 'second', few: 'seconds', many: 'seconds', other: 'seconds' },
  },
);

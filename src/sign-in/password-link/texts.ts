import { inLanguages } from '../language.ts';

export const passwordLinkTexts = inLanguages(
  {
    title: { invitation: 'Створіть пароль', reset: 'Створіть новий пароль' },
    lead: {
      invitation: (email: string) =>
        `Вас запрошено до реєстру як ${email}. Пароль знадобиться під час кожного входу.`,
      reset: (email: string) =>
        `Для облікового запису ${email}. Усі сеанси завершаться, а системи, яким ви дали доступ, його втратять.`,
    },
    button: 'Зберегти пароль',
    failed: 'Пароль не збережено',
    dead: {
      used: {
        title: 'Це посилання вже використано',
        lead: 'За ним уже створено пароль. Якщо це були ви, увійдіть. Якщо ні, негайно повідомте оператора реєстру.',
      },
      expired: { title: 'Строк дії посилання минув', lead: 'Попросіть в оператора реєстру нове.' },
      unknown: {
        title: 'Посилання не діє',
        lead: 'Воно неповне, або замість нього вже є новіше. Відкрийте останнє з надісланих або попросіть в оператора реєстру нове.',
      },
      absent: {
        title: 'Відкрийте посилання ще раз',
        lead: 'Ця сторінка була відкрита надто довго, або браузер не зберігає файли cookie. Посилання, яке вам надіслали, ще діє, якщо ви ним не скористалися.',
      },
    },
    signIn: 'Перейти до входу',
  },
  {
    title: { invitation: 'Create a password', reset: 'Create a new password' },
    lead: {
      invitation: (email) =>
        `You are invited to the registry as ${email}. You will need the password each time you sign in.`,
      reset: (email) =>
        `For the account ${email}. All sessions end, and the systems that you gave access lose it.`,
    },
    button: 'Save password',
    failed: 'The password is not saved',
    dead: {
      used: {
        title: 'This link was used already',
        lead: 'A password was created by it. If that was you, sign in. If not, tell an operator of the registry at once.',
      },
      expired: { title: 'The link has expired', lead: 'Ask an operator of the registry for a new one.' },
      unknown: {
        title: 'The link does not work',
        lead: 'It is incomplete, or there is a newer one in its place. Open the last that you were sent, or ask an operator of the registry for a new one.',
      },
      absent: {
        title: 'Open the link once more',
        lead: 'This page was open too long, or the browser keeps no cookies. The link that you were sent still works, unless you have used it.',
      },
    },
    signIn: 'Go to signing in',
  },
);

import { inLanguages } from '../language/language.ts';
import { HOME } from '../router.ts';
import { leaveToSignIn } from '../session/authorization.ts';
import type { Settings } from '../settings.ts';

const texts = inLanguages(
  {
    loading: 'Завантаження…',
    refused: 'Доступ не надано',
    refusedText:
      'Консоль не отримала дозволу працювати від вашого імені. Якщо ви відмовили помилково, увійдіть ще раз.',
    failed: 'Реєстр не відповідає',
    failedText: 'Перевірте з’єднання з інтернетом і спробуйте ще раз. Чернетки збережено.',
    insecure: 'Потрібне захищене з’єднання',
    insecureText:
      'Консоль працює лише за адресою, що починається з https://, або на цьому самому комп’ютері (localhost). Спитайте в оператора реєстру правильну адресу.',
    again: 'Спробувати ще раз',
    signIn: 'Увійти',
  },
  {
    loading: 'Loading…',
    refused: 'No access was granted',
    refusedText:
      'The console was not allowed to work in your name. If you refused by mistake, sign in once more.',
    failed: 'The registry does not answer',
    failedText: 'Check your internet connection and try again. Drafts are kept.',
    insecure: 'A secure connection is needed',
    insecureText:
      'The console works only under an address that begins with https://, or on this very computer (localhost). Ask an operator of the registry for the right address.',
    again: 'Try again',
    signIn: 'Sign in',
  },
);

type BareState = 'loading' | 'refused' | 'failed' | 'insecure';

/** Before it is known who looks: no page of anybody is shown. */
export function Bare({ settings, state }: { settings: Settings; state: BareState }) {
  const words = texts[settings.language];
  if (state === 'loading')
    return (
      <main class="page">
        <p class="quiet">{words.loading}</p>
      </main>
    );
  return (
    <main class="page">
      <div class="alone" role="alert">
        <h1>{words[state]}</h1>
        <p class="lead">{words[`${state}Text`]}</p>
        {state === 'failed' && (
          <button type="button" class="button" onClick={() => location.reload()}>
            {words.again}
          </button>
        )}
        {state === 'refused' && (
          <button type="button" class="button" onClick={() => void leaveToSignIn(settings, HOME)}>
            {words.signIn}
          </button>
        )}
      </div>
    </main>
  );
}

import { useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Notice } from '../parts/notice.tsx';
import { leaveToSignIn } from '../session/authorization.ts';

const texts = inLanguages(
  {
    title: 'Сеанс завершено',
    text: 'Минуло багато часу, ви вийшли в іншій вкладці, або там увійшов хтось інший. Усе введене збережено: увійдіть, і продовжите з цього самого місця.',
    again: 'Увійти знову',
  },
  {
    title: 'Your session has ended',
    text: 'Much time has passed, you signed out in another tab, or somebody else signed in there. Everything typed is kept: sign in, and go on from here.',
    again: 'Sign in again',
  },
);

/** Above the page, which stays as it is. */
export function Ended() {
  const { settings, session } = useConsole();
  const words = useTexts(texts);
  const again = () =>
    void leaveToSignIn(settings, location.pathname + location.search, session.identity.legalEntity?.id);
  return (
    <Notice kind="warn" title={words.title} isAlert>
      <p>{words.text}</p>
      <p>
        <button type="button" class="button" onClick={again}>
          {words.again}
        </button>
      </p>
    </Notice>
  );
}

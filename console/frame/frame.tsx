import { logOut } from '#client';
import { useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { navigationOf } from '../pages.ts';
import { addressOf, HOME } from '../router.ts';
import { leaveToSignIn } from '../session/authorization.ts';
import { rememberLegalEntity } from '../session/last-legal-entity.ts';

const texts = inLanguages(
  {
    product: 'Реєстр ліцензій',
    skip: 'До змісту сторінки',
    sections: 'Розділи',
    account: 'Обліковий запис',
    signOut: 'Вийти',
    otherClinic: 'Інший заклад',
    otherLanguage: 'English',
    demo: 'Демонстраційні дані',
    developers: 'Для розробників',
    documents: 'Документація',
    accessibility: 'Доступність',
  },
  {
    product: 'Licence registry',
    skip: 'Skip to the content',
    sections: 'Sections',
    account: 'Account',
    signOut: 'Sign out',
    otherClinic: 'Another clinic',
    otherLanguage: 'Українська',
    demo: 'Demo data',
    developers: 'For developers',
    documents: 'Documents',
    accessibility: 'Accessibility',
  },
);

/** Who, where, and the pages that they may see. */
export function Top() {
  const { settings, session, place } = useConsole();
  const words = useTexts(texts);
  const { email, legalEntity, clientName } = session.identity;
  const entries = navigationOf(session);
  const current = sectionOf(
    place.path,
    entries.map(({ address }) => address),
  );
  return (
    <header class="top">
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <div class="page">
        <a class="mark" href={HOME}>
          <strong>{words.product}</strong> <span>ЕСОЗ</span>
        </a>
        <span class="who">
          <bdi>{legalEntity?.name ?? clientName}</bdi>
          {email !== null && ` · ${email}`}
          {' · '}
          <a href="/account">{words.account}</a>
          {' · '}
          <SignOut>{words.signOut}</SignOut>
        </span>
        <nav class="sections" aria-label={words.sections}>
          {entries.map(({ page, address }) => (
            <a key={page.path} href={address} aria-current={address === current ? 'page' : undefined}>
              {page.title[settings.language]}
            </a>
          ))}
        </nav>
      </div>
    </header>
  );
}

/** Ends the token, then the person's session: a form of the sign-in's, so that no script needs to know the cookie. */
function SignOut({ children }: { children: string }) {
  const { session } = useConsole();
  const leave = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    rememberLegalEntity(undefined);
    await logOut(session.client, { timeoutMs: 2_000 });
    form.submit();
  };
  return (
    <form class="sign-out" method="post" action="/account" onSubmit={leave}>
      <input type="hidden" name="action" value="sign-out" />
      <button type="submit" class="link">
        {children}
      </button>
    </form>
  );
}

/** A page of a section marks its entry, unless a longer one fits better. */
const sectionOf = (path: string, addresses: readonly string[]): string | undefined =>
  addresses
    .filter((address) => path === address || path.startsWith(`${address}/`))
    .toSorted((one, other) => other.length - one.length)[0];

export function Foot() {
  const { settings, session, place } = useConsole();
  const words = useTexts(texts);
  const other = settings.language === 'uk' ? 'en' : 'uk';
  const leave = () => {
    rememberLegalEntity(undefined);
    void leaveToSignIn(settings, HOME);
  };
  return (
    <footer class="foot">
      <div class="page">
        {settings.environment === 'demo' && <span>{words.demo}</span>}
        {session.identity.legalEntity !== null && (
          <button type="button" class="link" onClick={leave}>
            {words.otherClinic}
          </button>
        )}
        <a href="/console/try">{words.developers}</a>
        <a href={settings.language === 'uk' ? '/docs/' : '/docs/en/'}>{words.documents}</a>
        <a href="/accessibility">{words.accessibility}</a>
        {/* Another language is another page: the browser loads it. */}
        <a
          href={addressOf(place.path, {}, { ...Object.fromEntries(place.query), lang: other })}
          lang={other}
          hreflang={other}
          target="_self"
        >
          {words.otherLanguage}
        </a>
      </div>
    </footer>
  );
}

import type { ComponentType } from 'preact';
import { useEffect, useErrorBoundary, useState } from 'preact/hooks';
import { type PageProps, useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import type { PageDefinition } from '../page-definition.ts';
import { type FoundPage, mayOpen } from '../pages.ts';
import { Loading } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { HOME } from '../router.ts';
import { leaveToSignIn } from '../session/authorization.ts';

const texts = inLanguages(
  {
    missing: 'Такої сторінки немає',
    missingText: 'Можливо, адресу скопійовано не до кінця.',
    home: 'На першу сторінку',
    refused: 'У вас немає права на цю сторінку',
    refusedText: (scopes: string) =>
      `Їй потрібні дозволи: ${scopes}. Дозволи дає власник закладу або оператор реєстру.`,
    elsewhere: 'Ця сторінка — іншого закладу',
    elsewhereText: (name: string) => `Зараз ви працюєте для «${name}».`,
    change: 'Перейти до того закладу',
    stale: 'Сторінку не вдалося завантажити',
    staleText: 'Зв’язок перервався, або програму щойно оновили. Чернетки збережено.',
    broken: 'На сторінці сталася помилка',
    brokenText:
      'Це наша помилка, не ваша. Чернетки збережено. Перезавантажте сторінку; якщо не допоможе, напишіть оператору.',
    reload: 'Перезавантажити',
  },
  {
    missing: 'There is no such page',
    missingText: 'The address may not have been copied whole.',
    home: 'To the first page',
    refused: 'You may not see this page',
    refusedText: (scopes: string) =>
      `It needs the scopes ${scopes}. The owner of the clinic or an operator of the registry grants them.`,
    elsewhere: 'This page is another clinic’s',
    elsewhereText: (name: string) => `You are working for “${name}” now.`,
    change: 'Go to that clinic',
    stale: 'The page could not be loaded',
    staleText: 'The connection broke, or the program was updated just now. Drafts are kept.',
    broken: 'Something went wrong on this page',
    brokenText:
      'It is our mistake, not yours. Drafts are kept. Reload the page; if that does not help, tell an operator.',
    reload: 'Reload',
  },
);

/** The page itself, or in its place why there is none. */
export function Body({ found }: { found: FoundPage | undefined }) {
  const { settings, session } = useConsole();
  const words = useTexts(texts);
  const title = found?.page.title[settings.language] ?? words.missing;
  useEffect(() => {
    document.title = `${title} · ЕСОЗ`;
  }, [title]);
  if (found === undefined)
    return (
      <>
        <h1>{words.missing}</h1>
        <p class="lead">{words.missingText}</p>
        <p>
          <a href={HOME}>{words.home}</a>
        </p>
      </>
    );
  const { page, params } = found;
  const wanted = params.legalEntity;
  const { legalEntity } = session.identity;
  if (wanted !== undefined && wanted !== legalEntity?.id)
    return (
      <>
        <h1>{words.elsewhere}</h1>
        <p class="lead">{words.elsewhereText(legalEntity?.name ?? session.identity.clientName)}</p>
        <p>
          <button
            type="button"
            class="button second"
            onClick={() => void leaveToSignIn(settings, location.pathname + location.search, wanted)}
          >
            {words.change}
          </button>
        </p>
      </>
    );
  if (!mayOpen(page, session)) {
    const missing = [...page.scopes, ...(page.anyOf ?? [])].filter((scope) => !session.can(scope));
    return (
      <>
        <h1>{words.refused}</h1>
        <p class="lead">{words.refusedText(missing.join(', '))}</p>
      </>
    );
  }
  return <LoadedPage key={page.path} page={page} params={params} />;
}

/** Waits for the page's part of the program. A part that is gone belongs to a version that is: the browser loads all anew. */
function LoadedPage({ page, params }: { page: PageDefinition } & PageProps) {
  const [Loaded, setLoaded] = useState<{ of: ComponentType<PageProps> } | 'failed'>();
  const [error] = useErrorBoundary((thrown) => reportError(thrown));
  const { settings } = useConsole();
  const words = useTexts(texts);
  useEffect(() => {
    page.load().then(
      ({ default: component }) => setLoaded({ of: component }),
      () => setLoaded('failed'),
    );
  }, [page]);
  if (error !== undefined || Loaded === 'failed')
    return (
      <>
        <h1>{page.title[settings.language]}</h1>
        <Notice kind="bad" title={error ? words.broken : words.stale} isAlert>
          <p>{error ? words.brokenText : words.staleText}</p>
          <p>
            <button type="button" class="link" onClick={() => location.reload()}>
              {words.reload}
            </button>
          </p>
        </Notice>
      </>
    );
  if (Loaded === undefined) return <Loading />;
  const Page = Loaded.of;
  // Another licence or folder is another page, with nothing of the last one in its fields.
  return <Page key={JSON.stringify(params)} params={params} />;
}

import { useRef, useState } from 'preact/hooks';
import type { TransferFailed } from '#client';
import { useConsole, useTexts } from '../console.ts';
import { inLanguages, numberText } from '../language/language.ts';
import { Literal } from '../parts/failure.tsx';
import { fetchFile, openTab, type Place, save, showIn, shownType } from './fetched.ts';
import { reasonOf } from './queue-words.ts';
import { RowAction } from './row-action.tsx';

const texts = inLanguages(
  {
    open: 'Відкрити',
    save: 'Зберегти',
    cancel: 'Скасувати',
    fetching: (percent: string) => `отримуємо файл · ${percent} %`,
    blocked: 'Браузер не дав відкрити вкладку. Дозвольте їх для цієї сторінки або збережіть файл.',
  },
  {
    open: 'Open',
    save: 'Save',
    cancel: 'Cancel',
    fetching: (percent: string) => `fetching the file · ${percent} %`,
    blocked: 'The browser opened no tab. Allow them for this page, or save the file.',
  },
);

type State = { kind: 'idle' | 'blocked' } | { kind: 'fetching'; done: number } | TransferFailed;

/** A link is asked for by a click alone, so that the list of who got one tells who wanted the file. */
export function FileActions({ place, size }: { place: Place; size: number }) {
  const { session, settings } = useConsole();
  const words = useTexts(texts);
  const [state, setState] = useState<State>({ kind: 'idle' });
  const ending = useRef<AbortController>(undefined);
  const type = shownType(place.name);
  async function fetchFor(use: (content: Blob) => void, giveUp?: () => void) {
    ending.current = new AbortController();
    const { signal } = ending.current;
    const onProgress = (done: number) => setState({ kind: 'fetching', done });
    onProgress(0);
    const got = await fetchFile(session.client, place, { signal, onProgress });
    if (got.ok) use(got.content);
    else giveUp?.();
    setState(got.ok ? { kind: 'idle' } : got);
  }
  const onSave = () => void fetchFor((content) => save(place.name, content));
  function onOpen() {
    if (type === undefined) return;
    const tab = openTab(words.fetching('0'));
    if (tab === undefined) return setState({ kind: 'blocked' });
    void fetchFor(
      (content) => showIn(tab, content, type),
      () => tab.close(),
    );
  }
  const isFetching = 'kind' in state && state.kind === 'fetching';
  const share = isFetching ? state.done / Math.max(1, size) : 0;
  const { name } = place;
  return (
    <>
      <div class="row-actions">
        <RowAction
          word={isFetching ? words.cancel : words.save}
          name={name}
          act={isFetching ? () => ending.current?.abort() : onSave}
        />
        {type !== undefined && <RowAction word={words.open} name={name} isIdle={isFetching} act={onOpen} />}
      </div>
      {isFetching && <small>{words.fetching(numberText(settings.language, Math.floor(share * 100)))}</small>}
      <small role="status">
        {'kind' in state && state.kind === 'blocked' && words.blocked}
        {'error' in state && reasonOf(state, settings.language, navigator.onLine).join('. ')}
      </small>
      {'error' in state && <Literal failed={state} />}
    </>
  );
}

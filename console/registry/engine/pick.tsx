import { useEffect, useState } from 'preact/hooks';
import { useTexts } from '../../console.ts';
import { type AnyFailed, Failure } from '../../parts/failure.tsx';
import type { ControlAttributes } from '../../parts/field.tsx';
import type { Find, Option } from './questions.ts';
import { engineTexts } from './words.ts';

/** Who types goes on typing: asked is when they pause. */
const PAUSE_MS = 300;

type PickProps = {
  attributes: ControlAttributes;
  find: Find;
  /** Its value and its label; empty: none yet. */
  chosen: readonly string[];
  choose(chosen: string[]): void;
};

/** One of many: typed, searched for, chosen from what was found. */
export function Pick({ attributes, find, chosen: [value, label], choose }: PickProps) {
  const words = useTexts(engineTexts);
  const [text, setText] = useState('');
  const [found, setFound] = useState<Option[] | AnyFailed>();
  useEffect(() => {
    if (text.trim() === '') return setFound(undefined);
    const ending = new AbortController();
    const timer = setTimeout(() => {
      void find(text.trim(), ending.signal).then((came) => !ending.signal.aborted && setFound(came));
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [text]);
  // An address names it by its value alone.
  useEffect(() => {
    if (value === undefined || label !== undefined) return;
    void find(value, new AbortController().signal).then((came) => {
      const [one] = Array.isArray(came) ? came : [];
      if (one?.value === value) choose([one.value, one.label]);
    });
  }, [value, label]);
  if (value !== undefined)
    return (
      <p class="picked">
        {words.chosen} <bdi>{label ?? value}</bdi>{' '}
        <button {...attributes} type="button" class="link" onClick={() => choose([])}>
          {words.change}
        </button>
      </p>
    );
  return (
    <>
      <input
        {...attributes}
        type="search"
        autoComplete="off"
        placeholder={words.search}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        // The form is not sent by who is still choosing.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <div class="found" role="status">
        {Array.isArray(found) && found.length === 0 && <p class="quiet">{words.nothing}</p>}
        {found !== undefined && !Array.isArray(found) && <Failure failed={found} />}
        {Array.isArray(found) && found.length > 0 && (
          <ul aria-label={words.found}>
            {found.map((option) => (
              <li key={option.value}>
                <button type="button" class="link" onClick={() => choose([option.value, option.label])}>
                  <bdi>{option.label}</bdi>
                </button>
                {option.hint && <small>{option.hint}</small>}
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

import { useState } from 'preact/hooks';
import { useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import type { Draft } from './draft.ts';

const texts = inLanguages(
  {
    restored: 'Це ваша чернетка: її збережено в цьому браузері.',
    startAnew: 'Почати спочатку',
    thrown: 'Чернетку відкинуто.',
    takeBack: 'Повернути її',
  },
  {
    restored: 'This is your draft: it was kept in this browser.',
    startAnew: 'Start anew',
    thrown: 'The draft is thrown away.',
    takeBack: 'Take it back',
  },
);

/** That what stands in the form is from before; it can be thrown away, and that be thought better of. */
export function DraftLine<Fields>({ draft }: { draft: Draft<Fields> }) {
  const words = useTexts(texts);
  const [thrown, setThrown] = useState<Fields>();
  const startAnew = () => {
    setThrown(draft.fields);
    draft.forget();
  };
  const takeBack = () => {
    draft.change(thrown ?? {});
    setThrown(undefined);
  };
  const isThrown = thrown !== undefined;
  return (
    <p class="draft" role="status">
      {(isThrown || draft.isRestored) && (
        <>
          {isThrown ? words.thrown : words.restored}{' '}
          <button type="button" class="link" onClick={isThrown ? takeBack : startAnew}>
            {isThrown ? words.takeBack : words.startAnew}
          </button>
        </>
      )}
    </p>
  );
}

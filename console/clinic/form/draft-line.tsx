import { useState } from 'preact/hooks';
import { useTexts } from '../../console.ts';
import { inLanguages } from '../../language/language.ts';
import type { Draft } from '../../parts/draft.ts';
import type { LicenseFields } from './fields.ts';

const texts = inLanguages(
  {
    restored: 'Це ваша чернетка: її збережено в цьому браузері й ще не надіслано.',
    startAnew: 'Почати спочатку',
    thrown: 'Чернетку відкинуто.',
    takeBack: 'Повернути її',
  },
  {
    restored: 'This is your draft: it was kept in this browser, and not sent yet.',
    startAnew: 'Start anew',
    thrown: 'The draft is thrown away.',
    takeBack: 'Take it back',
  },
);

/** That what stands in the form is from before; it can be thrown away, and that be thought better of. */
export function DraftLine({ draft }: { draft: Draft<LicenseFields> }) {
  const words = useTexts(texts);
  const [thrown, setThrown] = useState<LicenseFields>();
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

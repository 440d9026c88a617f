import { useState } from 'preact/hooks';
import { useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';

const texts = inLanguages(
  {
    copy: 'Скопіювати',
    copied: 'Скопійовано',
    failed: 'Скопіювати не вдалося: виділіть текст і натисніть Ctrl+C',
  },
  { copy: 'Copy', copied: 'Copied', failed: 'Copying failed: select the text and press Ctrl+C' },
);

type CopyProps = {
  text: string;
  /** What is copied, where a page has several. */
  name?: string;
  /** Makes it easy to copy by hand. */
  onFail?(): void;
};

/** Puts a text into the clipboard, and says whether it is there. */
export function Copy({ text, name, onFail }: CopyProps) {
  const words = useTexts(texts);
  const [said, setSaid] = useState<'copied' | 'failed'>();
  const copy = () => {
    // Without permission, or on a page without TLS, there is no clipboard: whoever copies does it by hand.
    const copying = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
    copying.then(
      () => setSaid('copied'),
      () => {
        onFail?.();
        setSaid('failed');
      },
    );
  };
  return (
    <p>
      <button
        type="button"
        class={name ? 'link' : 'button second'}
        aria-label={name && `${words.copy}: ${name}`}
        onClick={copy}
      >
        {words.copy}
      </button>{' '}
      <span role="status">{said && words[said]}</span>
    </p>
  );
}

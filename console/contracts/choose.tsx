import { useState } from 'preact/hooks';
import { useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';

const texts = inLanguages(
  {
    choose: 'Вибрати файли',
    hint: 'або перетягніть їх сюди. Назва може бути українською, розмір — до\u00a05\u00a0ГБ.',
  },
  { choose: 'Choose files', hint: 'or drop them here. Any name will do, up to 5\u00a0GB each.' },
);

/** Where files come from: chosen, or dropped anywhere on this part of the page. */
export function Choose({ onFiles }: { onFiles(files: File[]): void }) {
  const words = useTexts(texts);
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...(event.dataTransfer?.files ?? [])]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field within does the same for who uses no pointer
    <div
      class={`drop${isOver ? ' over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        id="choose"
        type="file"
        multiple
        class="unseen"
        aria-describedby="choose-hint"
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file can be chosen again.
          currentTarget.value = '';
        }}
      />
      <label class="button second" for="choose">
        {words.choose}
      </label>
      <span id="choose-hint">{words.hint}</span>
    </div>
  );
}

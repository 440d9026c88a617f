import { useState } from 'preact/hooks';
import { useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { type AnyFailed, Failure } from './failure.tsx';
import { saveFile } from './save-file.ts';

const texts = inLanguages(
  { save: 'Таблиця для Excel', saving: 'Готуємо таблицю…', failed: 'Таблицю не збережено' },
  { save: 'Table for Excel', saving: 'Making the table…', failed: 'The table was not saved' },
);

type ExportButtonProps = {
  /** Of the file. */
  name: string;
  /** Asks for all rows, which may take a while, and makes the file's text of them. */
  make(): Promise<{ ok: true; text: string } | AnyFailed>;
};

/** A table of everything that a page lists, whatever page of it is shown. */
export function ExportButton({ name, make }: ExportButtonProps) {
  const words = useTexts(texts);
  const [isRunning, setRunning] = useState(false);
  const [failed, setFailed] = useState<AnyFailed>();
  const save = async () => {
    if (isRunning) return;
    setRunning(true);
    setFailed(undefined);
    const made = await make();
    setRunning(false);
    if (made.ok) saveFile(name, new Blob([made.text], { type: 'text/csv;charset=utf-8' }));
    else setFailed(made);
  };
  return (
    <>
      <button type="button" class="link" aria-disabled={isRunning || undefined} onClick={() => void save()}>
        {isRunning ? words.saving : words.save}
      </button>
      {failed !== undefined && <Failure failed={failed} again={() => void save()} title={words.failed} />}
    </>
  );
}

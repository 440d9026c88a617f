import { useState } from 'preact/hooks';
import { useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { type AnyFailed, Failure } from '../parts/failure.tsx';
import { exportedTable } from './exported.ts';
import { readAllLicenses } from './reading.ts';

const texts = inLanguages(
  { save: 'Таблиця для Excel', saving: 'Збираємо ліцензії…', failed: 'Таблицю не збережено' },
  { save: 'Table for Excel', saving: 'Collecting the licences…', failed: 'The table was not saved' },
);

/** All licences of the clinic as a file, whatever the filters show. */
export function ExportButton() {
  const { session, clock } = useConsole();
  const words = useTexts(texts);
  const [isRunning, setRunning] = useState(false);
  const [failed, setFailed] = useState<AnyFailed>();
  const save = async () => {
    if (isRunning) return;
    setRunning(true);
    setFailed(undefined);
    const result = await readAllLicenses(session.client);
    setRunning(false);
    if (!result.ok) return setFailed(result as AnyFailed);
    saveFile(
      `licenses-${session.identity.legalEntity?.edrpou}-${clock.today()}.csv`,
      exportedTable(result.data),
    );
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

function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

import { useConsole, useTexts } from '../../console.ts';
import { inLanguages } from '../../language/language.ts';
import { Notice } from '../../parts/notice.tsx';

const texts = inLanguages<Record<string, string>>(
  { added: 'Ліцензію додано', corrected: 'Зміни збережено' },
  { added: 'The licence is added', corrected: 'The changes are saved' },
);

/** What a form has just done, on the page that shows it: the address says it, so nothing is sent again by a reload. */
export function Done() {
  const words = useTexts(texts);
  const done = useConsole().place.query.get('done') ?? '';
  const said = Object.hasOwn(words, done) ? words[done] : undefined;
  return said === undefined ? null : <Notice kind="good" title={said} isAlert />;
}

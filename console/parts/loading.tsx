import { useEffect, useState } from 'preact/hooks';
import { useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';

const texts = inLanguages('Завантаження…', 'Loading…');
/** What comes sooner needs no word that it is coming. */
const PATIENCE_MS = 250;

export function Loading() {
  const words = useTexts(texts);
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p class="quiet" role="status">
      {isLate ? words : ''}
    </p>
  );
}

import { useConsole, useTexts } from '../../console.ts';
import { findPage } from '../../pages.ts';
import { withoutDeed } from './deed-links.tsx';
import { engineTexts } from './words.ts';

const REGISTRY = '/console/registry';

/** The way back up, from any page of the administration; what is none of its pages has nothing above it. */
export function Trail() {
  const { place, settings } = useConsole();
  const words = useTexts(engineTexts);
  const parts = place.path.replace(/\/$/, '').split('/');
  // `/console/registry/clients/…` is below `/console/registry/clients` and `/console/registry`; a question is below its page.
  const above = parts.slice(4).map((_, at) => parts.slice(0, at + 4).join('/'));
  if (place.query.has('do')) above.push(place.path);
  const isBelow = place.path.startsWith(REGISTRY);
  if (!isBelow && above.length === 0) return null;
  return (
    <nav class="trail" aria-label={words.where}>
      {isBelow && <a href={REGISTRY}>{words.registry}</a>}
      {above.map((path) => (
        <a key={path} href={path === place.path ? withoutDeed(path, place.query) : path}>
          {findPage(path)?.page.title[settings.language]}
        </a>
      ))}
    </nav>
  );
}

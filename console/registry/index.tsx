import { useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { mayOpen } from '../pages.ts';
import { GROUPS } from './groups.ts';
import { registryPages } from './pages.ts';

const texts = inLanguages('Реєстр', 'Registry');

/** What an operator can do: the pages that this person may see, each with a sentence. */
export default function Registry() {
  const { settings, session } = useConsole();
  const title = useTexts(texts);
  const { language } = settings;
  return (
    <>
      <h1>{title}</h1>
      {Object.entries(GROUPS).map(([name, heading]) => {
        const pages = registryPages.filter((page) => page.group === name && mayOpen(page, session));
        if (pages.length === 0) return null;
        return (
          <section key={name} aria-labelledby={`group-${name}`}>
            <h2 id={`group-${name}`}>{heading[language]}</h2>
            <ul class="rooms">
              {pages.map(({ path, title, about }) => (
                <li key={path}>
                  <a href={path}>{title[language]}</a>
                  <p>{about?.[language]}</p>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

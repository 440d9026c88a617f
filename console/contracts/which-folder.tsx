import { useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';

const texts = inLanguages(
  {
    title: 'Файли договорів',
    lead: 'Кожен заклад має свою папку. Знайдіть заклад, і з його картки перейдіть до файлів.',
    find: 'Знайти заклад',
  },
  {
    title: 'Contract files',
    lead: 'Every clinic has a folder of its own. Find the clinic, and go to its files from its card.',
    find: 'Find a clinic',
  },
);

export default function WhichFolder() {
  const words = useTexts(texts);
  return (
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <p>
        <a class="button" href="/console/find">
          {words.find}
        </a>
      </p>
    </>
  );
}

import { readSources } from './files.ts';

/** Words that would be second names of a thing, with the one that `docs/reference/words.uk.md` gives it. */
const SECOND_NAMES: readonly (readonly [RegExp, instead: string])[] = [
  // A type of legal entity is called after primary care.
  [/первинн(?!ої медичної)/iu, 'основна ліцензія'],
  [/токен\p{L}* оновлення/iu, 'токен поновлення'],
  [/(?<!\p{L})(?:тек(?:а|и|у|ою|ах)|теці)(?!\p{L})/iu, 'папка'],
];

/** Where words for readers stand. */
const READ = /^(?:docs|openapi\/texts|src|client|design)\/|^[^/]*\.md$/;

/** A thing has one name in Ukrainian, whoever writes about it: two names are two things to a reader. */
export async function wordProblems(): Promise<string[]> {
  const sources = await readSources();
  return sources
    .filter(({ name }) => READ.test(name))
    .flatMap(({ name, text }) =>
      SECOND_NAMES.flatMap(([second, instead]) => {
        const [found] = second.exec(text) ?? [];
        return found === undefined
          ? []
          : [`${name}: "${found}": it is called ${instead} (docs/reference/words.uk.md)`];
      }),
    );
}

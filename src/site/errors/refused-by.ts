import type { ApiDocument } from '#api-document';
import { methodsOf } from '#api-document';
import type { Language } from '../page.ts';

/** A rule or check that refuses with an error. */
export type Refuser = { id: string; steps: string[]; sentence: string };

/** The checks of every method, then the rules of single ones; one that several methods have stands there once. */
export function refusersOf(document: ApiDocument, code: string, language: Language): Refuser[] {
  const checks = document['x-checks'].filter(({ errors }) => errors.includes(code));
  const rules = methodsOf(document)
    .flatMap(({ operation }) => operation['x-rules'])
    .filter(({ error }) => error === code);
  const all = [...checks, ...rules].map(({ id, step, sentence, 'x-sentence-uk': ukrainian }) => ({
    id,
    step,
    sentence: language === 'uk' ? ukrainian : sentence,
  }));
  const alike = Object.values(Object.groupBy(all, ({ id, sentence }) => `${id} ${sentence}`));
  return alike.flatMap((same = []) =>
    same.slice(0, 1).map(({ id, sentence }) => ({
      id,
      sentence,
      steps: [...new Set(same.map(({ step }) => step))],
    })),
  );
}

import type { ApiDocument, ApiRule } from '../document.ts';
import type { Language } from '../page.ts';
import { methodsOf } from '../reference/resolve.ts';

/** A rule or check that refuses with an error. */
export type Refuser = { id: string; step: string; sentence: string };

/** The checks of every method, then the rules of single ones; one that several methods have stands there once. */
export function refusersOf(document: ApiDocument, code: string, language: Language): Refuser[] {
  const checks = document['x-checks'].filter(({ errors }) => errors.includes(code));
  const rules = methodsOf(document)
    .flatMap(({ operation }) => operation['x-rules'])
    .filter(({ error }) => error === code);
  const refusers = [...checks, ...rules].map(
    ({ id, step, sentence, 'x-sentence-uk': ukrainian }: Omit<ApiRule, 'error'>): Refuser => ({
      id,
      step,
      sentence: language === 'uk' ? ukrainian : sentence,
    }),
  );
  return [...new Map(refusers.map((refuser) => [`${refuser.id} ${refuser.step}`, refuser])).values()];
}

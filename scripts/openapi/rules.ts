import { type ApiRule, BEFORE_RULES } from '#api-document';
import type { AnyRoute } from '../../src/api/route.ts';
import { code, prose, table } from '../docs/markdown.ts';
import { exampleRefusals } from './examples.ts';
import type { Bilingual, Texts } from './texts.ts';

/** The business rules of a method in their order. */
export function rulesOf(route: AnyRoute, texts: Texts): ApiRule[] {
  const refusals = exampleRefusals(route);
  return route.rules.map(({ id, step, sentence, refusal }, at) => {
    const entry = refusals[at]?.invalid?.[0]?.entry;
    return {
      ...{ id, step, sentence, 'x-sentence-uk': texts.rule(id), error: refusal.code },
      ...(entry === undefined ? {} : { entry }),
    };
  });
}

/** The text of a method with its rules as a table behind it: for viewers that know nothing of `x-rules`. */
export function withRules(description: Bilingual, route: AnyRoute, rules: readonly ApiRule[]): Bilingual {
  if (rules.length === 0) return description;
  const answers = route.rules.map(({ refusal }) => `${refusal.status} ${code(refusal.code)}`);
  const tableOf = (header: string[], sentences: string[]) =>
    table(
      header,
      rules.map(({ step }, at) => [step, prose(sentences[at] as string), answers[at] as string]),
    ).trimEnd();
  const [english, ukrainian] = [
    rules.map((each) => each.sentence),
    rules.map((each) => each['x-sentence-uk']),
  ];
  return {
    en: description.en + BEFORE_RULES.en + tableOf(['Step', 'What must hold', 'Otherwise'], english),
    uk: description.uk + BEFORE_RULES.uk + tableOf(['Крок', 'Що має бути так', 'Інакше'], ukrainian),
  };
}

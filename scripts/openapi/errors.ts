import type { ApiError } from '#api-document';
import { errorGroups } from '../../src/start/error-catalogue.ts';
import { routes } from '../../src/start/routes.ts';
import { CHECKS } from './checks.ts';
import { exampleBody, exampleOf } from './examples.ts';
import { operationIdOf } from './operation.ts';
import { exchangeOf, type Recorded, withoutAnswerBody } from './recorded.ts';
import { errorsOf } from './route-errors.ts';
import type { Texts } from './texts.ts';

/** The error catalogue, and where each of them comes from. */
export function describedErrors(texts: Texts, recorded: Recorded): ApiError[] {
  return errorGroups.flatMap(({ title, errors }) =>
    errors.map((definition): ApiError => {
      const { code, status, type, message, cause, remedy } = definition;
      const text = texts.error(code);
      const answering = routes.filter((route) => errorsOf(route).includes(definition));
      const rules = answering.flatMap((route) => route.rules).filter(({ refusal }) => refusal === definition);
      const checks = CHECKS.filter(({ errors: ofCheck }) => ofCheck.includes(definition));
      const made = exampleOf(definition);
      const met = answering
        .map((route) => ({ route, exchange: exchangeOf(recorded, route, `${status} ${code}`) }))
        .find(({ exchange }) => exchange !== undefined);
      return {
        ...{ code, status, type, message },
        ...{ cause, 'x-cause-uk': text.cause, remedy, 'x-remedy-uk': text.remedy },
        ...{ group: title, 'x-group-uk': texts.group(title) },
        methods: answering.map(operationIdOf),
        rules: [...new Set([...checks, ...rules].map(({ id }) => id))],
        headers: made.headers,
        example: met?.exchange?.answer.body ?? exampleBody(made),
        ...(met?.exchange
          ? { 'x-exchange': { operationId: operationIdOf(met.route), ...withoutAnswerBody(met.exchange) } }
          : {}),
      };
    }),
  );
}

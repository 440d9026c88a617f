import type { ApiExample, ApiResponse } from '#api-document';
import type { AnyRoute } from '../../src/api/route.ts';
import type { Components } from './components.ts';
import { headersNamed, successHeaders } from './headers.ts';
import { exchangeOf } from './recorded.ts';
import { describe, envelopeOf, jsonContent, published } from './schemas.ts';

const NOT_MODIFIED = {
  en: 'Nothing has changed since: there is no body.',
  uk: 'Відтоді нічого не змінилося, тіла немає.',
};

/** What a method answers when nothing is refused: its status, that to a form, and 304 where a condition can spare it. */
export function successResponses(
  route: AnyRoute,
  operationId: string,
  components: Components,
): Record<string, ApiResponse> {
  const { status, description, data, tagged, dated, toForm } = route.success;
  const said = describe({ en: description, uk: components.texts.method(operationId).success.uk });
  const answer = (of: number, schema: unknown, wrap = false): ApiResponse => {
    const body = published(schema, components);
    return {
      ...said,
      headers: headersNamed(successHeaders(route)),
      ...jsonContent(
        wrap ? envelopeOf(body, route.query?.page !== undefined) : body,
        recordedExample(route, of, components),
      ),
    };
  };
  const validators = [...(tagged ? ['ETag'] : []), ...(dated ? ['Last-Modified'] : [])];
  return {
    [status]: answer(status, data, (route.answers?.[0] ?? 'envelope') === 'envelope'),
    ...(toForm ? { [toForm.status]: answer(toForm.status, toForm.data) } : {}),
    ...(tagged && route.method === 'GET'
      ? { 304: { ...describe(NOT_MODIFIED), headers: headersNamed(validators) } }
      : {}),
  };
}

function recordedExample(
  route: AnyRoute,
  status: number,
  { recorded }: Components,
): Record<string, ApiExample> {
  const met = exchangeOf(recorded, route, String(status));
  return met === undefined
    ? {}
    : { [status]: { summary: route.success.description, value: met.answer.body } };
}

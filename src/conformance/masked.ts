import { type Answer, isAnswer, type NoAnswer, type OutgoingRequest } from './call.ts';

/** A request and what came of it, for a report: without a secret. */
export type ShownExchange = {
  request: { method: string; url: string; headers: [string, string][]; body: string };
  answer: { status: number; headers: [string, string][]; body: string } | { failure: string };
};

/** As much of a body as a report shows. */
const MAX_SHOWN_CHARACTERS = 4_000;
/** The signature of a link, however its store calls it, and whose it is. */
const SIGNATURE = /((?:signature|sig|credential)(?:=|%3D))[^&"'\\\s]+/gi;

/** @param secrets tokens and keys that no report may hold */
export function shownExchange(
  { method, url, headers, body }: OutgoingRequest,
  result: Answer | NoAnswer,
  secrets: readonly string[],
): ShownExchange {
  const masked = (text: string) => maskedText(text, secrets);
  const named = (pairs: readonly (readonly [string, string])[]): [string, string][] =>
    pairs.map(([name, value]) => [
      name,
      /^(authorization|api-key)$/i.test(name) ? maskedHeader(value) : masked(value),
    ]);
  return {
    request: { method, url: masked(url), headers: named(headers), body: masked(body?.toString() ?? '') },
    answer: isAnswer(result)
      ? {
          status: result.status,
          headers: named(Object.entries(result.headers).map(([name, value]) => [name, value ?? ''])),
          body: masked(result.text),
        }
      : result,
  };
}

export function maskedText(text: string, secrets: readonly string[]): string {
  const whole = secrets
    .reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
    .replace(SIGNATURE, '$1…');
  return whole.length > MAX_SHOWN_CHARACTERS
    ? `${whole.slice(0, MAX_SHOWN_CHARACTERS)}… (${whole.length} characters)`
    : whole;
}

/** The scheme stays, and whether there was a value at all. */
const maskedHeader = (value: string) => value.replace(/^(\w+\s+)?.+$/, (_, scheme = '') => `${scheme}…`);

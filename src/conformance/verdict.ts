import type { Answer, NoAnswer, OutgoingRequest } from './call.ts';
import { maskedText, type ShownExchange, shownExchange } from './masked.ts';

/** What came out of a sentence. */
export type Verdict = {
  id: string;
  sentence: string;
  uk: string;
  status: 'held' | 'broken' | 'not_applicable';
  /** What is wrong, or what is missing. */
  why?: string;
  /** Of a broken sentence. */
  exchange?: ShownExchange;
};

type Sentence = { id: string; sentence: string; uk: string };

export const held = ({ id, sentence, uk }: Sentence): Verdict => ({ id, sentence, uk, status: 'held' });

export const notApplicable = ({ id, sentence, uk }: Sentence, why: string): Verdict => ({
  id,
  sentence,
  uk,
  status: 'not_applicable',
  why,
});

/** @param secrets what neither the reason nor the exchange may hold */
export const broken = (
  { id, sentence, uk }: Sentence,
  why: string,
  { request, result }: { request: OutgoingRequest; result: Answer | NoAnswer },
  secrets: readonly string[],
): Verdict => ({
  id,
  sentence,
  uk,
  status: 'broken',
  why: maskedText(why, secrets),
  exchange: shownExchange(request, result, secrets),
});

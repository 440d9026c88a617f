import type { ComponentChildren } from 'preact';
import type { Client, OperationId, Result, Success } from '#client';
import type { Scope } from '../../session/scopes.ts';
import type { Answers, Question } from './questions.ts';

/** Something an operator does, as data: the page that asks, the call, and what is said when it is done. */
export type Deed<Row, Id extends OperationId = OperationId> = {
  /** In the address: `?do=block`. */
  name: string;
  scope: Scope;
  /** Of the link that leads to it, and of the button that does it. */
  title: string;
  /** The heading of its page. */
  heading: string;
  /** What will happen, before it does. */
  consequence?: string;
  /** What it does cannot be taken back, or shuts somebody out. */
  isGrave?: true;
  /** Whether there is anything to do it to; otherwise it is not offered. */
  isFor?(row: Row): boolean;
  /** Why it cannot be done now: it is offered all the same, and says so. */
  refusal?(row: Row): string | undefined;
  questions: readonly Question[];
  initial?(row: Row): Answers;
  send(act: { client: Client; row: Row; answers: Answers; idempotencyKey: string }): Promise<Result<Id>>;
  told(answer: Success<Id>, row: Row): Told;
};

/** What was done. */
export type Told = {
  title: string;
  text?: ComponentChildren;
  /** Shown this once, and kept nowhere. */
  secret?: { label: string; value: string } | undefined;
};

/** Takes away which call it is, so that deeds of one subject stand in one list. */
export const deed = <Row, Id extends OperationId>(of: Deed<Row, Id>): Deed<Row> => of as unknown as Deed<Row>;

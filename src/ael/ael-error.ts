/** Codes of JSON-RPC 2.0, and the one of ours. */
export const RPC_CODES = {
  parseError: -32_700,
  invalidRequest: -32_600,
  methodNotFound: -32_601,
  invalidParams: -32_602,
  /** The store behind AEL, or AEL itself, does not do what was asked; nothing is wrong with the request. */
  unavailable: -32_000,
} as const;

/** What is wrong with each parameter, by its name. */
export type ParamMistakes = Record<string, string[]>;

/** A refusal or a failure of AEL, the same in process and over RPC. Its `cause` stays on the side where it happened. */
export class AelError extends Error {
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, options: { data?: unknown; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'AelError';
    this.code = code;
    this.data = options.data;
  }
}

export const invalidParams = (data: ParamMistakes): AelError =>
  new AelError(RPC_CODES.invalidParams, 'Invalid params', { data });

/** @param reason a sentence for the log: no address, no link, no secret */
export const aelUnavailable = (reason: string, cause?: unknown): AelError =>
  new AelError(RPC_CODES.unavailable, reason, { cause });

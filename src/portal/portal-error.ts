/** What went wrong between us and the product or its store, and what to do about it. */
export class PortalError extends Error {
  readonly hint: string | undefined;
  constructor(message: string, hint?: string, cause?: unknown) {
    super(message, { cause });
    this.hint = hint;
  }
}

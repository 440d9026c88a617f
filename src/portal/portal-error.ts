/** What went wrong between us and the product or its store, and what to do about it. */
export class PortalError extends Error {
  readonly hint: string | undefined;
  constructor(message: string, hint?: string, cause?: unknown) {
    super(message, { cause });
    this.hint = hint;
  }
}

export const TRUST_HINT =
  'Its certificate must be good for its name and come from an authority that Node.js knows; NODE_EXTRA_CA_CERTS=<file> adds one.';

/** Whether the code of an error says that a certificate or the encryption is not accepted. */
export function isAboutTrust(code: string): boolean {
  return /CERT|SSL|TLS|SIGNED|ISSUER|ALTNAME/.test(code);
}

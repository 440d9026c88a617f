export type { OperationId, RefusalCode, Schemas } from './calls.ts';
export { type ClientOptions, createClient } from './client.ts';
export { type Downloaded, download } from './download.ts';
export {
  CallError,
  type Failure,
  type Refusal,
  type TransferFailure,
  type Unanswered,
  type Unchanged,
  type Unreadable,
} from './failures.ts';
export type { FilePlace, TransferFailed, TransferOptions } from './links.ts';
export * from './operations.ts';
export { type ItemOf, items, type ListId, orThrow, pages } from './pages.ts';
export { storedMd5 } from './stored-md5.ts';
export { type RefreshOptions, refreshingTokens, type TokenStore, type Tokens } from './tokens.ts';
export type {
  CallOptions,
  Client,
  Failed,
  Operation,
  Renewal,
  Request,
  Result,
  RetryLimits,
  Success,
  TokenSource,
} from './types.ts';
export { type Content, type Uploaded, type UploadOptions, upload } from './upload.ts';

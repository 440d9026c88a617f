import type { StoreFinding } from './contract.ts';
import type { Signer } from './signer.ts';

/** An object as its store knows it. */
export type StoredObject = {
  /** Decoded. */
  key: string;
  size: number;
  lastModified: Date;
  /** Without quotes. */
  etag: string;
};

export type ObjectPage = {
  objects: StoredObject[];
  nextPageToken: string | null;
  /** How many keys are longer than the prefix, on all pages; absent where the store cannot count. */
  total?: number;
};

export type ListRequest = {
  bucket: string;
  prefix: string;
  /** Of the page before; undefined: from the start. */
  pageToken: string | undefined;
  /** 1 to 1000. */
  size: number;
};

/** A store behind AEL. Links are pure computation; listing and checking ask the store, with a deadline. */
export type Backend = Signer & {
  /** @throws InvalidPageToken, StoreFailure */
  list(request: ListRequest): Promise<ObjectPage>;
  /** Whether links of a bucket will work, and if not, why; never rejects. */
  check(bucket: string): Promise<StoreFinding[]>;
};

/** A page token that the store did not hand out. */
export class InvalidPageToken extends Error {}

/** The store is away or refuses. The message is a sentence without address, link or secret. */
export class StoreFailure extends Error {}

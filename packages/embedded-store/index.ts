/** The whole of the store that the rest of the product may know; its rooms are its own affair. */
export { type Examination, examineStore } from './disk/examine.ts';
export { type ListeningStore, listenEmbeddedStore } from './listen.ts';
export type { Credential } from './signature/signing-key.ts';
export type { BucketUsage, EmbeddedStore } from './store.ts';
export { S3Error } from './wire/s3-error.ts';
/** Stores elsewhere answer in the same XML. */
export { childText, parseXml, type XmlElement } from './wire/xml.ts';

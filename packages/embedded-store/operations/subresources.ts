import { type S3Code, s3Error } from '../wire/s3-error.ts';
import { textElement } from '../wire/xml.ts';
import { type BucketExchange, sendXml } from './exchange.ts';
import { OWNER } from './list-operations.ts';

/** What a bucket or object could be asked about itself, and the answer of one where nothing of it is configured. */
export type Subresource = {
  readonly parameter: string;
  readonly run: (exchange: BucketExchange) => Promise<void>;
};

/** Everything is owned and controlled by the owner; there are no other rights. */
const ACL: Subresource = answer('acl', 'AccessControlPolicy', [
  OWNER,
  '<AccessControlList><Grant>',
  '<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser">',
  textElement('ID', 'store'),
  textElement('DisplayName', 'store'),
  '</Grantee>',
  textElement('Permission', 'FULL_CONTROL'),
  '</Grant></AccessControlList>',
]);

const TAGGING = absence('tagging', 'NoSuchTagSet');

/** Any other sub-resource is NotImplemented by routes.ts. */
export const BUCKET_SUBRESOURCES: readonly Subresource[] = [
  ACL,
  TAGGING,
  answer('versioning', 'VersioningConfiguration', []),
  answer('requestPayment', 'RequestPaymentConfiguration', [textElement('Payer', 'BucketOwner')]),
  absence('policy', 'NoSuchBucketPolicy'),
  absence('cors', 'NoSuchCORSConfiguration'),
  absence('lifecycle', 'NoSuchLifecycleConfiguration'),
  absence('encryption', 'ServerSideEncryptionConfigurationNotFoundError'),
];

export const OBJECT_SUBRESOURCES: readonly Subresource[] = [ACL, TAGGING].map(({ parameter, run }) => ({
  parameter,
  run: async (exchange) => {
    if (exchange.bucket.index.get(exchange.target.key) === undefined) throw s3Error('NoSuchKey');
    await run(exchange);
  },
}));

function answer(parameter: string, name: string, children: readonly string[]): Subresource {
  return { parameter, run: async (exchange) => sendXml(exchange, 200, name, children) };
}

function absence(parameter: string, code: S3Code): Subresource {
  return { parameter, run: () => Promise.reject(s3Error(code)) };
}

/**
 * Goal: each way in which a database is out of reach has its own remedy.
 * Method: what servers, the driver and Node say; those that a test can provoke are in test/faults/database-mistakes.test.ts.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { databaseRemedy } from './remedy.ts';

const failure = (code: string | undefined, message: string) => Object.assign(new Error(message), { code });
const HBA = 'no pg_hba.conf entry for host "10.0.0.7", user "esoz", database "registry"';

for (const [error, remedy] of [
  [
    failure('28P01', 'password authentication failed for user "esoz"'),
    /refuses the password.*percent-encoded/,
  ],
  [failure('28000', `${HBA}, no encryption`), /without TLS.*sslmode=require/],
  [failure('28000', `${HBA}, SSL off`), /without TLS.*sslmode=require/],
  [failure('28000', `${HBA}, SSL encryption`), /add a line to its pg_hba\.conf/],
  [failure('28000', 'role "esoz" is not permitted to log in'), /ALTER ROLE <user> LOGIN/],
  [failure('28000', 'role "esoz" does not exist'), /CREATE ROLE <user> LOGIN/],
  [failure('3D000', 'database "registry" does not exist'), /CREATE DATABASE <name>.*ENCODING 'UTF8'/],
  [failure('42501', 'permission denied to set role "esoz_app"'), /GRANT esoz_app TO <user>/],
  [failure('22023', 'role "esoz_app" does not exist'), /esoz migrate.*GRANT esoz_app TO <user>/],
  [failure('42501', 'permission denied for table licenses'), /GRANT esoz_app TO <user>/],
  [failure('42501', 'permission denied for schema public'), /DATABASE_OWNER_URL/],
  [failure('53300', 'sorry, too many clients already'), /no connection left.*max_connections/],
  [failure('57P03', 'the database system is starting up'), /starting or stopping/],
  [failure('25006', 'cannot execute INSERT in a read-only transaction'), /read-only.*primary/],
  [failure(undefined, 'The server does not support SSL connections'), /speaks no TLS/],
  [failure('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'), /not trusted.*sslrootcert/],
  [failure('CERT_HAS_EXPIRED', 'certificate has expired'), /has expired: renew it/],
  [failure('CERT_NOT_YET_VALID', 'certificate is not yet valid'), /not valid yet: set this machine's clock/],
  [failure('UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unable to get local issuer certificate'), /sslrootcert/],
  [
    failure('ERR_TLS_CERT_ALTNAME_INVALID', "Hostname/IP does not match certificate's altnames"),
    /of another host/,
  ],
  [failure('ENOTFOUND', 'getaddrinfo ENOTFOUND db'), /Nobody knows the host/],
  [failure('ECONNREFUSED', 'connect ECONNREFUSED'), /Nothing listens there.*listen_addresses/],
  [
    new AggregateError([failure('ECONNREFUSED', '::1'), failure('ECONNREFUSED', '127.0.0.1')]),
    /Nothing listens/,
  ],
  [failure('ETIMEDOUT', 'connect ETIMEDOUT'), /No answer comes/],
  [failure(undefined, 'timeout expired'), /No answer comes/],
  [failure(undefined, 'Connection terminated unexpectedly'), /check that it is PostgreSQL/],
] as const)
  test(`${error.message || error.constructor.name}: ${remedy.source.slice(0, 30)}`, () => {
    assert.match(databaseRemedy(error) ?? '', remedy);
  });

test('what no setting of the database mends has none', () => {
  for (const error of [new Error('no such file'), failure('ENOENT', 'x'), failure('23505', 'duplicate key')])
    assert.equal(databaseRemedy(error), undefined);
});

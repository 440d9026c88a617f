import { APPLICATION_ROLE } from './migrate.ts';

/** What Node, pg and PostgreSQL tell of an error. */
type DatabaseFailure = { code?: unknown; message?: unknown; errors?: unknown };
type Remedy = { code?: RegExp; message?: RegExp; remedy: string };

const PERCENT = 'in a URL the characters / # ? @ : % of a password are written percent-encoded, such as %2F';

/** How to mend what keeps us from the database, by what it or the network says; the first that fits. */
const REMEDIES: readonly Remedy[] = [
  {
    message: /client password must be a string/,
    remedy: 'The database answers and asks for a password: put it into DATABASE_URL.',
  },
  {
    code: /^28P01$/,
    remedy: `The database answers and refuses the password: check user and password of DATABASE_URL (${PERCENT}).`,
  },
  {
    message: /no pg_hba\.conf entry.*(no encryption|SSL off)/,
    remedy:
      'The database answers and admits nobody like this without TLS: add ?sslmode=require to DATABASE_URL, or a line to its pg_hba.conf.',
  },
  {
    message: /pg_hba\.conf/,
    remedy:
      'The database answers and admits nobody from this address as this user to this database: add a line to its pg_hba.conf, then SELECT pg_reload_conf().',
  },
  {
    code: /^28000$/,
    remedy:
      "The database answers and does not know the user of DATABASE_URL, or does not let it log in: check the name, or as an administrator run CREATE ROLE <user> LOGIN PASSWORD '…' (or ALTER ROLE <user> LOGIN).",
  },
  {
    message: /unsupported startup parameter/,
    remedy:
      'A pooler answers, which gives no sessions: set DATABASE_POOLER=transaction, unset PGOPTIONS, and in DATABASE_OWNER_URL name PostgreSQL itself (docs/explanation/scale.md).',
  },
  {
    code: /^3D000$/,
    remedy:
      "The server answers and has no database of this name: check the path of DATABASE_URL, or as an administrator run CREATE DATABASE <name> OWNER <user> ENCODING 'UTF8' TEMPLATE template0;",
  },
  {
    code: /^42501$/,
    message: /schema public|create (role|database|extension)|must be owner/,
    remedy:
      'The schema is changed by its owner alone: name that role in DATABASE_OWNER_URL (docs/how-to/run-in-production.md).',
  },
  {
    // Not allowed to become that role, not there yet, or without the rights that it has.
    code: /^(42501|22023)$/,
    message: /permission denied|"role"|role "\w+" does not exist/,
    remedy: `The user of DATABASE_URL must be a member of ${APPLICATION_ROLE}, which esoz migrate makes: as an administrator run GRANT ${APPLICATION_ROLE} TO <user>; (docs/how-to/run-in-production.md tells which two roles there are).`,
  },
  {
    code: /^53300$/,
    remedy:
      'The server answers and has no connection left: lower DATABASE_POOL_MAX, end what holds them (pg_stat_activity), or raise max_connections.',
  },
  {
    code: /^57P0[123]$/,
    remedy: 'The server answers, and is starting or stopping: try again in a moment, or look into its log.',
  },
  {
    code: /^25006$/,
    remedy:
      'The database answers and is read-only: point DATABASE_URL at the primary, not a standby, and look at default_transaction_read_only of server, database and role.',
  },
  {
    message: /does not support SSL connections/,
    remedy:
      'The server answers and speaks no TLS: remove sslmode from DATABASE_URL (and PGSSLMODE), or switch TLS on there.',
  },
  {
    code: /^CERT_HAS_EXPIRED$/,
    remedy:
      "The server answers with a certificate that has expired: renew it there (ssl_cert_file, then SELECT pg_reload_conf()), or set this machine's clock if it is wrong.",
  },
  {
    code: /^CERT_NOT_YET_VALID$/,
    remedy:
      "The server answers with a certificate that is not valid yet: set this machine's clock if it is slow, or wait.",
  },
  {
    code: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    remedy:
      'The server answers with a certificate of another host: put a name that the certificate has into DATABASE_URL, or give the server one for this name.',
  },
  {
    code: /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)/,
    remedy:
      'The server answers, and its certificate is not trusted, since nobody here knows who issued it: name the certificate of its authority with sslrootcert=<file> in DATABASE_URL.',
  },
  {
    code: /^(ENOTFOUND|EAI_AGAIN)$/,
    remedy: `Nobody knows the host of DATABASE_URL: check the name (${PERCENT}).`,
  },
  {
    code: /^ECONNREFUSED$/,
    remedy:
      'Nothing listens there: check host and port of DATABASE_URL, that PostgreSQL runs, and its listen_addresses.',
  },
  {
    code: /^(ETIMEDOUT|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH)$/,
    remedy:
      'No answer comes from the host of DATABASE_URL: check the address, the network, and firewalls between.',
  },
  {
    message: /timeout expired|timeout exceeded when trying to connect/,
    remedy:
      'No answer comes from the host of DATABASE_URL: check the address, the network, and firewalls between.',
  },
  {
    message: /Connection terminated unexpectedly|ECONNRESET/,
    remedy:
      'Something at host and port of DATABASE_URL closes the connection: check that it is PostgreSQL, and its log.',
  },
];

/** @returns undefined where the error is none that a setting of the database mends */
export function databaseRemedy(error: unknown): string | undefined {
  const { code, message, errors } = error as DatabaseFailure;
  if (Array.isArray(errors) && errors.length > 0) return databaseRemedy(errors[0]); // each address of a host
  const fits = (pattern: RegExp | undefined, text: unknown) => pattern?.test(String(text ?? '')) ?? true;
  return REMEDIES.find((each) => fits(each.code, code) && fits(each.message, message))?.remedy;
}

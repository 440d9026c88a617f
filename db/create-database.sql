-- The registry's database and its two roles (docs/adr/0003-two-database-roles.md). An administrator runs it with psql:
--   OWNER_PASSWORD=… APP_PASSWORD=… psql -v database=registry -f db/create-database.sql
-- Running it again, as before a restore, changes the passwords and nothing else.
\set ON_ERROR_STOP on
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD

SELECT format('CREATE ROLE %I', role) FROM unnest('{registry_owner,esoz_app}'::text[]) AS role
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) \gexec
ALTER ROLE registry_owner LOGIN PASSWORD :'owner_password';
ALTER ROLE esoz_app LOGIN PASSWORD :'app_password';

-- An administrator who is no superuser can give a database only to a role that he belongs to.
SELECT 'GRANT registry_owner TO CURRENT_USER' WHERE NOT pg_has_role('registry_owner', 'MEMBER') \gexec
SELECT format('CREATE DATABASE %I OWNER registry_owner ENCODING ''UTF8'' TEMPLATE template0', :'database')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
REVOKE CONNECT, TEMPORARY ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO esoz_app;

-- What the product asks of each session itself, and cannot where a pooler hands them out (docs/explanation/scale.md).
ALTER ROLE esoz_app SET TimeZone = 'UTC';
ALTER ROLE esoz_app SET synchronous_commit = 'on';
ALTER ROLE esoz_app SET statement_timeout = '10s';
ALTER ROLE esoz_app SET idle_in_transaction_session_timeout = '10s';

\connect :"database"
ALTER SCHEMA public OWNER TO registry_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

import { statement } from '../platform/database/pool.ts';

/** Something that the asking role, or everybody, may do and the product does not need; and the statement that ends it. */
export type Excess = { what: string; remedy: string };

const ROLES_OF_POWER = `('pg_write_all_data', 'pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files')`;

/** What a superuser is asked no further about: it may do everything. */
export const findPower = statement<{
  role: string;
  login: string;
  isSuperuser: boolean;
  loginIsSuperuser: boolean;
  loginOwns: boolean;
}>(
  'doctor.find-power',
  `SELECT current_user AS role, session_user AS login,
          (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS "isSuperuser",
          (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) AS "loginIsSuperuser",
          EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND pg_has_role(session_user, relowner, 'MEMBER'))
            AS "loginOwns"`,
);

/**
 * Rights beyond those that the migrations grant. $1 tables, $2 columns (null: the whole table) and $3 privileges of these.
 * What PUBLIC may do counts as well: a restore without rights (pg_dump --no-privileges) leaves the server's defaults.
 */
export const findExcess = statement<Excess>(
  'doctor.find-excess',
  `WITH needed AS (
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) AS needed (object, "column", privilege)
   ), tables AS (
     SELECT c.oid, c.relname, c.relowner, c.relacl FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname IN (SELECT object FROM needed)
   ), writing AS (
     SELECT t.relname, privilege FROM tables t, unnest('{DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) AS privilege
      WHERE has_table_privilege(t.oid, privilege)
        AND NOT EXISTS (SELECT FROM needed n WHERE n.object = t.relname AND n.privilege = privilege.privilege)
     UNION
     SELECT t.relname, privilege FROM tables t, unnest('{INSERT,UPDATE}'::text[]) AS privilege, pg_attribute a
      WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND has_column_privilege(t.oid, a.attnum, privilege)
        AND NOT EXISTS (SELECT FROM needed n WHERE n.object = t.relname AND n.privilege = privilege.privilege
                                               AND coalesce(n."column", a.attname) = a.attname)
   ), excess AS (
     SELECT 1 AS place, 'is ' || attribute AS what, format('ALTER ROLE %I NO%s', current_user, attribute) AS remedy
       FROM pg_roles, LATERAL (VALUES (rolcreaterole, 'CREATEROLE'), (rolcreatedb, 'CREATEDB'),
                                      (rolreplication, 'REPLICATION'), (rolbypassrls, 'BYPASSRLS')) AS has (it, attribute)
      WHERE rolname = current_user AND it
     UNION ALL
     SELECT 2, 'is a member of ' || rolname, format('REVOKE %I FROM %I', rolname, current_user)
       FROM pg_roles WHERE rolname IN ${ROLES_OF_POWER} AND pg_has_role(oid, 'MEMBER')
     UNION ALL
     SELECT 3, 'owns ' || string_agg(relname, ', ' ORDER BY relname), 'Run as esoz_app: docs/adr/0003-two-database-roles.md'
       FROM tables WHERE pg_has_role(relowner, 'MEMBER') HAVING count(*) > 0
     UNION ALL
     SELECT 4, 'may create objects in the schema', 'REVOKE CREATE ON SCHEMA public FROM PUBLIC, ' || quote_ident(current_user)
      WHERE has_schema_privilege('public', 'CREATE')
     UNION ALL
     SELECT 5, 'may create ' || CASE privilege WHEN 'CREATE' THEN 'schemas' ELSE 'temporary tables' END,
            format('REVOKE %s ON DATABASE %I FROM PUBLIC, %I', privilege, current_database(), current_user)
       FROM unnest('{CREATE,TEMPORARY}'::text[]) AS privilege WHERE has_database_privilege(current_database(), privilege)
     UNION ALL
     SELECT 6, 'may ' || string_agg(privilege, ', ' ORDER BY privilege) || ' on ' || relname,
            format('REVOKE %s ON %I FROM PUBLIC, %I', string_agg(privilege, ', ' ORDER BY privilege), relname, current_user)
              -- which takes the same right to single columns along
              || coalesce((SELECT '; ' || string_agg(format('GRANT %s (%s) ON %I TO esoz_app', privilege, columns, relname), '; ')
                             FROM (SELECT n.privilege, string_agg(n."column", ', ') AS columns FROM needed n
                                    WHERE n.object = relname AND n."column" IS NOT NULL
                                      AND n.privilege = ANY (array_agg(writing.privilege)) GROUP BY n.privilege) AS kept), '')
       FROM writing WHERE NOT EXISTS (SELECT FROM tables t WHERE t.relname = writing.relname AND pg_has_role(t.relowner, 'MEMBER'))
      GROUP BY relname
     UNION ALL
     SELECT 7, 'everybody may ' || string_agg(DISTINCT privilege_type, ', ') || ' on ' || relname,
            format('REVOKE ALL ON %I FROM PUBLIC', relname)
       FROM tables, aclexplode(relacl) WHERE grantee = 0 GROUP BY relname
     UNION ALL
     SELECT 8, 'everybody may call ' || proname || ', which runs with the rights of its owner',
            format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', p.oid::regprocedure)
       FROM pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND p.prorettype <> 'trigger'::regtype
        AND EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) WHERE grantee = 0)
   )
   SELECT what, remedy FROM excess ORDER BY place, what`,
);

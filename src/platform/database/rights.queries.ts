import { statement } from './pool.ts';

/** One thing that the application's role may do, because the migrations say so. */
export type Right = {
  kind: 'SCHEMA' | 'TABLE' | 'SEQUENCE' | 'FUNCTION';
  /** Its name; a function without its arguments. */
  object: string;
  /** Where it is the right to one column only. */
  column: string | null;
  privilege: string;
};

/**
 * Those of the rights that the asking role has not. By the catalogue and not by name, which a role without rights to the
 * schema could not even look up; what is not there at all is a matter of migrations. $1 kinds, $2 objects, $3 columns,
 * $4 privileges.
 */
export const findMissingRights = statement<Right & { role: string }>(
  'rights.find-missing',
  `SELECT current_user AS role, needed.kind, needed.object, needed."column", needed.privilege
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY
          AS needed (kind, object, "column", privilege, place)
    WHERE NOT coalesce(CASE needed.kind
      WHEN 'SCHEMA' THEN
        (SELECT has_schema_privilege(oid, needed.privilege) FROM pg_namespace WHERE nspname = needed.object)
      WHEN 'FUNCTION' THEN
        (SELECT bool_and(has_function_privilege(oid, needed.privilege)) FROM pg_proc
          WHERE proname = needed.object AND pronamespace = 'public'::regnamespace)
      WHEN 'SEQUENCE' THEN
        (SELECT has_sequence_privilege(oid, needed.privilege) FROM pg_class
          WHERE relname = needed.object AND relnamespace = 'public'::regnamespace AND relkind = 'S')
      ELSE
        (SELECT CASE WHEN needed."column" IS NULL THEN has_table_privilege(c.oid, needed.privilege)
                     ELSE (SELECT has_column_privilege(c.oid, a.attnum, needed.privilege) FROM pg_attribute a
                            WHERE a.attrelid = c.oid AND a.attname = needed."column" AND NOT a.attisdropped) END
           FROM pg_class c WHERE c.relname = needed.object AND c.relnamespace = 'public'::regnamespace)
      END, true)
    ORDER BY needed.place`,
);

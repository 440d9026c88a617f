import { statement } from '../../platform/database/pool.ts';

export const findMigrations = statement<{ applied: number; latest: string }>(
  'administration.find-migrations',
  'SELECT count(*)::int AS applied, max(name) AS latest FROM schema_migrations',
);

import { statement } from '../platform/database/pool.ts';

export type Settings = {
  version: string;
  number: number;
  now: Date;
  fsync: string;
  full_page_writes: string;
};

/** What the server says about itself. */
export const findSettings = statement<Settings>(
  'doctor.find-settings',
  `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
          clock_timestamp() AS now, current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes`,
);

import type pg from 'pg';

type Query = (...given: unknown[]) => unknown;

/** Makes no statement of a connection a prepared one: the next may run where it has not been prepared. */
export function unnameStatements(client: pg.ClientBase): void {
  const query = client.query.bind(client) as Query;
  const unnamed: Query = (config, ...rest) => {
    if (typeof config !== 'object') return query(config, ...rest);
    const { name: _, ...others } = config as pg.QueryConfig;
    return query(others, ...rest);
  };
  client.query = unnamed as typeof client.query;
}

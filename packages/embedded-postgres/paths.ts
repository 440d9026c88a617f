import path from 'node:path';

/** Where everything lies. All paths are absolute. */
export type Paths = {
  dataDir: string;
  /** PostgreSQL's own directory. */
  cluster: string;
  credentials: string;
  logPath: string;
};

export function pathsIn(dataDir: string): Paths {
  const absolute = path.resolve(dataDir);
  return {
    dataDir: absolute,
    cluster: path.join(absolute, 'postgres'),
    credentials: path.join(absolute, 'postgres.json'),
    logPath: path.join(absolute, 'postgres.log'),
  };
}

/** One thing that was looked at. */
export type Finding = {
  name: string;
  state: 'ok' | 'warning' | 'failed';
  detail: string;
  /** What to do about it. */
  remedy?: string;
};

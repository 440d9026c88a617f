/** When, by whom and in answer to what something changes: for its audit rows. */
export type Stamp = { now: Date; userId: string; requestId: string };

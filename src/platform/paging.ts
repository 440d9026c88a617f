/** The page of a list that a request asks for. */
export type PageRequest = { page: number; pageSize: number };

/** SPEC 2, paging. `total_entries` and `total_pages` are null where the source cannot count. */
export type Paging = {
  page_number: number;
  page_size: number;
  total_entries: number | null;
  total_pages: number | null;
};

export type Page<Row> = { rows: Row[]; paging: Paging };

/** The page of a list that was read whole, for lists that stay short. */
export function pageOf<Row>(entries: Row[], { page, pageSize }: PageRequest): Page<Row> {
  const total_pages = Math.max(1, Math.ceil(entries.length / pageSize));
  const page_number = Math.min(page, total_pages);
  return {
    rows: entries.slice((page_number - 1) * pageSize, page_number * pageSize),
    paging: { page_number, page_size: pageSize, total_entries: entries.length, total_pages },
  };
}

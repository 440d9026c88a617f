import { type Client, getLicenses, pages, type Result, type Schemas, type Success } from '#client';
import { type LicenseState, stateOf } from '../parts/license-state.tsx';

export type License = Schemas['License'];
export type StateKind = LicenseState['kind'];

type Fields = { type?: string | undefined; license_number?: string | undefined };
export type LicenseFilter = Fields & { state?: StateKind | undefined; page: number };

const PAGE_SIZE = 50;
/** As many as the API gives at once. */
const MOST_AT_ONCE = 300;

/** A page of those that fit. Of states the API knows nothing: they are looked for here, among all. */
export async function readLicenses(
  client: Client,
  { state, page, ...fields }: LicenseFilter,
  { today, signal }: { today: string; signal: AbortSignal },
): Promise<Result<'getLicenses'>> {
  if (state === undefined)
    return getLicenses(client, { query: { ...given(fields), page, page_size: PAGE_SIZE }, signal });
  const all = await readAllLicenses(client, { fields, signal });
  if (!all.ok) return all;
  return cut(
    all,
    all.data.filter((license) => stateOf(license, today).kind === state),
    page,
  );
}

/** All of them as one answer, the primary one first: what an export and an extract have. */
export async function readAllLicenses(
  client: Client,
  { fields = {}, signal }: { fields?: Fields; signal?: AbortSignal } = {},
): Promise<Result<'getLicenses'>> {
  const query = { ...given(fields), page_size: MOST_AT_ONCE };
  const data: License[] = [];
  let last: Success<'getLicenses'> | undefined;
  for await (const page of pages(getLicenses, client, { query, ...(signal && { signal }) })) {
    if (!page.ok) return page;
    data.push(...page.data);
    last = page;
  }
  data.sort((one, other) => rank(one) - rank(other) || (one.type < other.type ? -1 : 1));
  return { ...(last as Success<'getLicenses'>), data };
}

const rank = ({ is_primary }: License): number => (is_primary ? 0 : 1);

function cut(answer: Success<'getLicenses'>, data: License[], page: number): Success<'getLicenses'> {
  const total_pages = Math.max(1, Math.ceil(data.length / PAGE_SIZE));
  const page_number = Math.min(page, total_pages);
  return {
    ...answer,
    data: data.slice((page_number - 1) * PAGE_SIZE, page_number * PAGE_SIZE),
    paging: { page_number, page_size: PAGE_SIZE, total_entries: data.length, total_pages },
  };
}

/** An empty field of a form asks for nothing. */
const given = ({ type, license_number }: Fields) => ({
  ...(type ? { type } : {}),
  ...(license_number ? { license_number } : {}),
});

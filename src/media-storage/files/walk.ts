import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Ael, type AelResults, type ListedObject, MAX_OBJECTS_PAGE } from '../../ael/contract.ts';
import type { Paging } from '../../platform/paging.ts';
import { fromAel } from '../media-storage.ts';

/** What one request may make a store list: beyond it, the last page within it is the last that can be had. */
export const MAX_WALKED = 100_000;
/** A store may hand out short pages, even empty ones, but not without end. */
const MAX_CALLS = 400;

export type WalkRequest = {
  bucket: string;
  resource_id: string;
  page: number;
  pageSize: number;
  requestId: string;
};

/**
 * One page of a folder. Stores hand out pages one after the other, so the walk is from the start to the page asked for,
 * a thousand files at a time. Most do not count: then the totals are known only where the walk came to the end.
 * A page beyond the last is the last one. Kept in memory: the page, and at most what came with it.
 * @throws ApiError 503
 */
export async function walkFolder(
  ael: Ael,
  { bucket, resource_id, page, pageSize, requestId }: WalkRequest,
): Promise<{ files: ListedObject[]; paging: Paging }> {
  let kept: ListedObject[] = [];
  let keptFrom = 0;
  let walked = 0;
  let calls = 0;
  let pageToken: string | null = null;
  let counted: number | null = null;
  do {
    if (calls > 0) await nextTurn(); // the embedded store answers at once: others would wait for the whole walk
    const listed: AelResults['list_objects'] = await fromAel(
      ael.listObjects(
        { bucket, resource_id, page_token: pageToken, page_size: MAX_OBJECTS_PAGE },
        { requestId },
      ),
    );
    // What lies before the last page so far can be neither the page asked for nor the last one.
    const lastPageStart = startOfLastPage(walked, pageSize);
    kept = [...kept.slice(lastPageStart - keptFrom), ...listed.objects];
    keptFrom = lastPageStart;
    walked += listed.objects.length;
    calls += 1;
    pageToken = listed.next_page_token;
    counted = listed.total_objects;
  } while (pageToken !== null && walked < page * pageSize && walked < MAX_WALKED && calls < MAX_CALLS);

  const reached = Math.max(1, Math.ceil(walked / pageSize));
  const number = Math.min(page, reached);
  const start = (number - 1) * pageSize - keptFrom;
  const total = pageToken === null ? walked : counted;
  return {
    files: kept.slice(start, start + pageSize),
    paging: {
      page_number: number,
      page_size: pageSize,
      total_entries: total,
      total_pages: total === null ? null : Math.max(1, Math.ceil(total / pageSize)),
    },
  };
}

function startOfLastPage(count: number, pageSize: number): number {
  return count === 0 ? 0 : Math.floor((count - 1) / pageSize) * pageSize;
}

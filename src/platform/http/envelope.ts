import type { Paging } from '../paging.ts';
import { isHost } from './well-formed.ts';

/** The body of an answer without `meta`: what an idempotency key stores, since `meta` is made anew for each request. */
export type Payload = { data: unknown; paging?: Paging } | { error: Record<string, unknown> };

/** The part of a request that `meta` tells. */
type EnvelopedRequest = {
  protocol: string;
  host: string;
  /** The target as it was sent. */
  originalUrl: string;
  /** The path as it may be told, where a part of it is a secret. */
  shownPath?: string | null;
  id: string;
  idempotencyKey: string | null;
};

/** SPEC 2, envelope: `meta` first, then `data` or `error`, then `paging`. */
export function envelope(request: EnvelopedRequest, status: number, payload: Payload): string {
  const meta: Record<string, unknown> = {
    code: status,
    url: `${baseOf(request)}${request.shownPath ?? pathOf(request.originalUrl)}`,
    type: 'data' in payload && Array.isArray(payload.data) ? 'list' : 'object',
    request_id: request.id,
  };
  if (request.idempotencyKey !== null) meta.idempotency_key = request.idempotencyKey;
  return JSON.stringify({ meta, ...payload });
}

/** Scheme and host under which the caller reached us, as a trusted proxy has it. */
export const baseOf = ({ protocol, host }: Pick<EnvelopedRequest, 'protocol' | 'host'>) =>
  `${protocol}://${host}`;

/**
 * `Link` to the page that explains an error (SPEC 2).
 * @param request absent, or without a host that can stand in a URL: relative to whatever the caller asked
 */
export function helpLink(code: string, request?: Pick<EnvelopedRequest, 'protocol' | 'host'>): string {
  const base = request !== undefined && isHost(request.host) ? baseOf(request) : '';
  return `<${base}/docs/errors/${code}>; rel="help"`;
}

/** The path as routes mean it: how its letters were encoded says nothing. @param target a `routable` one */
export const decodedPathOf = (target: string): string => decodeURIComponent(pathOf(target));

/** What no route has as its path; among pages for people, what no page has: they are told so as people are. */
const NOWHERE = '/%25';
const PAGES = ['/docs/', '/console/'];

/**
 * The target as the router gets it: one whose path is no percent-encoded UTF-8 leads nowhere, past every check that others
 * meet; the router by itself would answer it before all of them.
 */
export function routable(target: string): string {
  const path = pathOf(target);
  if (!path.includes('%')) return target;
  try {
    decodeURIComponent(path);
    return target;
  } catch {
    const folder = PAGES.find((pages) => path.startsWith(pages));
    return folder === undefined ? NOWHERE : `${folder}%25`;
  }
}

/** Path of a request target, without the query. The target may be a whole URL (RFC 9112, absolute-form). */
export function pathOf(target: string): string {
  const [path = ''] = target.split('?');
  return path.startsWith('/') ? path : path.replace(/^https?:\/\/[^/]*/i, '') || '/';
}

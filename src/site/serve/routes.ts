import { type AnswerOf, PAGE_HEADERS } from '../../api/answers.ts';
import { defineRoute } from '../../api/route.ts';
import { ApiError } from '../../platform/errors/error-definition.ts';
import { httpErrors, unavailable } from '../../platform/errors/http-errors.ts';
import type { Site, SiteFile } from '../build.ts';
import { nearMarkup } from '../missing.ts';
import { addressOf, type Language } from '../page.ts';
import type { OpenSite } from '../site.ts';
import type { Encoder } from './encodings.ts';
import { encodedFile } from './file.ts';
import type { OpenDocument } from './open-document.ts';

/** What the documents are served with. */
export type SiteServices = { site: { open: OpenSite; encode: Encoder; document: OpenDocument } };

const HOME = '/docs/';
const HTML = 'text/html';
/** Pages change with the product, and are asked for each time; an asset is another one under another name. */
const PAGE_CACHE = { 'cache-control': 'no-cache' };
const ASSET_CACHE = { 'cache-control': 'public, max-age=31536000, immutable' };
/** A picture by itself; its own styles are in it. */
const PICTURE_POLICY = { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" };

const homeRoute = defineRoute({
  method: 'GET',
  path: '/',
  spec: '16.1',
  summary: 'Lead a browser to the documents',
  access: 'public',
  answers: ['file', 'redirect'],
  success: { status: 303, description: 'To a browser; anybody else gets 404.' },
  handle: async (request) => {
    if (!request.header('accept')?.includes(HTML)) throw new ApiError(httpErrors.routeUnknown);
    return { kind: 'redirect', location: HOME };
  },
});

const docsRoute = defineRoute({
  method: 'GET',
  path: '/docs',
  spec: '16.1',
  summary: 'Lead to the first page of the documents',
  access: 'public',
  answers: ['redirect'],
  success: { status: 303, description: 'To the first page.' },
  handle: async () => ({ kind: 'redirect', location: HOME }),
});

/** Looks addresses up among those that were made: no file is opened by a name that somebody sent. */
const pagesRoute = defineRoute({
  method: 'GET',
  path: '/docs/*',
  spec: '16.1',
  summary: 'Show a page of the documents',
  access: 'public',
  answers: ['page', 'file', 'redirect'],
  success: { status: 200, description: 'The page, or what it loads.', tagged: true },
  handle: async ({ params, header }, { site }: SiteServices) => {
    const made = await site.open().catch((error: unknown) => {
      throw unavailable(error);
    });
    const address = `/docs/${params['*']}`;
    const file = made.files.get(address);
    if (file !== undefined)
      return encodedFile({ ...file, headers: headersOf(file) }, header('accept-encoding'), site.encode);
    const meant = address.endsWith('/') ? address.slice(0, -1) : `${address}/`;
    if (made.files.has(meant)) return { kind: 'redirect', location: meant };
    return missing(made, address);
  },
});

const documentRoute = defineRoute({
  method: 'GET',
  path: '/openapi.json',
  spec: '16.1',
  summary: 'Get the OpenAPI document',
  access: 'public',
  answers: ['file'],
  success: {
    status: 200,
    description: 'The document, with the address under which callers reach us.',
    tagged: true,
  },
  handle: async ({ origin, header }, { site }: SiteServices) =>
    encodedFile(
      { ...(await site.document(origin)), headers: PAGE_CACHE },
      header('accept-encoding'),
      site.encode,
    ),
});

export const siteRoutes = [homeRoute, docsRoute, pagesRoute, documentRoute];

const headersOf = ({ type, isAsset }: SiteFile): Record<string, string> => ({
  ...PAGE_HEADERS,
  ...(type.startsWith('image/') ? PICTURE_POLICY : {}),
  ...(isAsset ? ASSET_CACHE : PAGE_CACHE),
});

function missing({ files, missing: halves }: Site, address: string): AnswerOf<'page'> {
  const language = languageOf(address);
  const known = [...files].flatMap(([name, { isAsset }]) =>
    isAsset || languageOf(name) !== language ? [] : [name],
  );
  const [before, after] = halves[language];
  return { kind: 'page', status: 404, html: `${before}${nearMarkup(language, address, known)}${after}` };
}

const languageOf = (address: string): Language => (address.startsWith(addressOf('en', '')) ? 'en' : 'uk');

import type { Ael } from '../ael/contract.ts';
import { PAGE_HEADERS } from '../api/answers.ts';
import { TEXT_PARAMETER } from '../api/query.ts';
import { defineRoute } from '../api/route.ts';
import { ApiError } from '../platform/errors/error-definition.ts';
import { httpErrors, unavailable } from '../platform/errors/http-errors.ts';
import { scopesInWords } from '../sign-in/authorize/scopes.ts';
import { readVisitor, type VisitedServices } from '../sign-in/visitor.ts';
import type { Encoder } from '../site/serve/encodings.ts';
import { encodedFile } from '../site/serve/file.ts';
import { ASSETS_PATH } from './build.ts';
import type { OpenConsole } from './console.ts';
import { notSetUpPage } from './not-set-up.ts';
import { consolePage } from './page.ts';
import { originOfLinks } from './store-origin.ts';

/** What the console is served with. */
export type ConsoleServices = VisitedServices & {
  site: { encode: Encoder };
  console: {
    open: OpenConsole;
    /** Of its own client; undefined: it was not set up. */
    client: { id: string; apiKey: string } | undefined;
    environment: string;
  };
  storage: { ael: Ael; bucket: string };
};

const ASSET_HEADERS = { ...PAGE_HEADERS, 'cache-control': 'public, max-age=31536000, immutable' };

const leadRoute = defineRoute({
  method: 'GET',
  path: '/console',
  spec: '16.2',
  summary: 'Lead to the console',
  access: 'public',
  answers: ['redirect'],
  success: { status: 303, description: 'To the console.' },
  handle: async () => ({ kind: 'redirect', location: '/console/' }),
});

/** Looks assets up among those that were made; every other address is the one page, which reads its own. */
const consoleRoute = defineRoute({
  method: 'GET',
  path: '/console/*',
  spec: '16.2',
  summary: 'Show the console',
  access: 'public',
  answers: ['page', 'file'],
  query: { lang: TEXT_PARAMETER },
  success: { status: 200, description: 'The page, or what it loads.', tagged: true },
  handle: async (request, services: ConsoleServices) => {
    const { console: settings, site, storage } = services;
    const made = await settings.open().catch((error: unknown) => {
      throw unavailable(error);
    });
    const address = `/console/${request.params['*']}`;
    if (address.startsWith(ASSETS_PATH)) {
      const asset = made.assets.get(address);
      if (asset === undefined) throw new ApiError(httpErrors.routeUnknown);
      const served = { ...asset, headers: { ...ASSET_HEADERS, 'content-type': asset.type } };
      return encodedFile(served, request.header('accept-encoding'), site.encode);
    }
    const visitor = await readVisitor(request, services);
    if (settings.client === undefined) return notSetUpPage(visitor);
    const { language, timeZone, cookies } = visitor;
    const page = {
      clientId: settings.client.id,
      apiKey: settings.client.apiKey,
      language,
      now: services.clock.now().toISOString(),
      timeZone,
      environment: settings.environment,
      scopes: scopesInWords(language),
    };
    return consolePage(made, page, { store: await originOfLinks(storage), cookies });
  },
});

export const consoleRoutes = [leadRoute, consoleRoute];

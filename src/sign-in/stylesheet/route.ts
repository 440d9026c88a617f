import { TEXT_PARAMETER } from '../../api/query.ts';
import { defineRoute } from '../../api/route.ts';
import { STYLESHEET, STYLESHEET_PATH, STYLESHEET_VERSION } from '../../platform/html/stylesheet.ts';

/** Under the name of this very content it may be kept: another content has another name. */
const KEPT = { 'cache-control': 'public, max-age=31536000, immutable' };

export const stylesheetRoute = defineRoute({
  method: 'GET',
  path: STYLESHEET_PATH,
  spec: '11.1',
  summary: 'Get the stylesheet of pages',
  access: 'public',
  query: { v: TEXT_PARAMETER },
  answers: ['file'],
  success: { status: 200, description: 'The stylesheet.' },
  handle: async ({ query }) => ({
    kind: 'file',
    content: STYLESHEET,
    type: 'text/css; charset=utf-8',
    ...(query.v === STYLESHEET_VERSION ? { headers: KEPT } : {}),
  }),
});

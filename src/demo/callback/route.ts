import { TEXT_PARAMETER } from '../../api/query.ts';
import { defineRoute } from '../../api/route.ts';
import { readVisitor, type VisitedServices } from '../../sign-in/visitor.ts';
import { CALLBACK_PATH } from '../mis.ts';
import { callbackPage } from './page.ts';

/** Served in the environment `demo` alone: it stands in for a МІС. */
export const demoCallbackRoute = defineRoute({
  method: 'GET',
  path: CALLBACK_PATH,
  spec: '13.1',
  summary: 'Show what the МІС of the demo receives',
  access: 'public',
  query: {
    lang: TEXT_PARAMETER,
    code: TEXT_PARAMETER,
    state: TEXT_PARAMETER,
    iss: TEXT_PARAMETER,
    error: TEXT_PARAMETER,
    error_description: TEXT_PARAMETER,
  },
  answers: ['page'],
  success: { status: 200, description: 'The parameters, and how to exchange the code.' },
  handle: async (request, services: VisitedServices) =>
    callbackPage(await readVisitor(request, services), request.query, request.origin),
});

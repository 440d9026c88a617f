import { TEXT_PARAMETER } from '../../api/query.ts';
import { defineRoute } from '../../api/route.ts';
import { readVisitor, type VisitedServices } from '../visitor.ts';
import { accessibilityPage } from './page.ts';

export const accessibilityRoute = defineRoute({
  method: 'GET',
  path: '/accessibility',
  spec: '11.1',
  summary: 'Show the accessibility statement',
  access: 'public',
  query: { lang: TEXT_PARAMETER },
  answers: ['page'],
  success: { status: 200, description: 'The statement.' },
  handle: async (request, services: VisitedServices) =>
    accessibilityPage(await readVisitor(request, services)),
});

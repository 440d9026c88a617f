import type { HandledRequest } from '../../api/route.ts';
import { issuerOf, redirectTo } from '../../oauth/redirect.ts';
import { readAuthorizationRequest } from '../../oauth/request.ts';
import { leadTo } from '../answer.ts';
import { readVisitor, type Visitor } from '../visitor.ts';
import { type Asked, readAsked } from './asked.ts';
import { refusalPage } from './dead-ends.ts';
import { nextStep, type Step } from './next-step.ts';
import { type SignInReason, signInPage } from './sign-in-page.ts';
import { type SubmitServices, type Submitted, submitAlone, submitStep } from './submit.ts';
import type { Visit } from './visit.ts';

type Nobody = { principal: null };
type LanguageQuery = { readonly lang: string | undefined };
type PageRequest = HandledRequest<{ query: LanguageQuery }, Nobody>;
type FormRequest = HandledRequest<{ query: LanguageQuery; body: Submitted }, Nobody>;

/** `GET /sign-in`: the step that the request, the session and earlier consents leave open. */
export async function showSignIn(request: PageRequest, services: Visit['services']): Promise<Step> {
  const visitor = await readVisitor(request, services);
  const asked = readAsked(request.search);
  if (asked === undefined) return refusalPage(visitor, '/sign-in', 'unreadable');
  if (asked.query === undefined) return welcome(visitor, asked);
  return judged(request, visitor, asked, services, nextStep);
}

/** `POST /sign-in`: one step forward. */
export async function submitSignIn(request: FormRequest, services: SubmitServices): Promise<Step> {
  const visitor = await readVisitor(request, services);
  const asked = readAsked(request.search);
  if (asked === undefined) return refusalPage(visitor, '/sign-in', 'unreadable');
  const submission = {
    fields: request.body,
    address: request.address,
    userAgent: request.header('user-agent') ?? '',
    requestId: request.requestId,
  };
  if (asked.query === undefined) return submitAlone(visitor, services, submission);
  return judged(request, visitor, asked, services, (visit) => submitStep(visit, services, submission));
}

/** Every step judges the request anew: nothing about it was kept since the last. */
async function judged(
  { requestId, origin }: PageRequest,
  visitor: Visitor,
  { query = {}, address, legalEntity }: Asked,
  services: Visit['services'],
  step: (visit: Visit) => Promise<Step>,
): Promise<Step> {
  const issuer = issuerOf(services.publicUrl, origin);
  const read = await readAuthorizationRequest(services.db, query);
  switch (read.kind) {
    case 'refused':
      return refusalPage(visitor, address, read.error);
    case 'redirect': {
      const { redirectUri, state, error, description } = read;
      return leadTo(
        visitor,
        redirectTo(redirectUri, { iss: issuer, state, error, error_description: description }),
      );
    }
    default:
      return step({ visitor, services, request: read.request, address, legalEntity, requestId, issuer });
  }
}

const DONE: Readonly<Record<string, SignInReason>> = {
  'signed-out': { kind: 'signed-out' },
  'password-set': { kind: 'password-set' },
  ended: { kind: 'ended' },
};

/** Somebody who came by themselves. */
function welcome(visitor: Visitor, { address, done = '' }: Asked): Step {
  if (visitor.session !== undefined) return leadTo(visitor, '/account');
  const reason = Object.hasOwn(DONE, done) ? DONE[done] : undefined;
  return signInPage(visitor, { address, mis: undefined, reason });
}

import type { AnswerOf } from '../../api/answers.ts';
import { isConsented } from '../../oauth/consents.ts';
import { type Context, findContexts } from '../../oauth/contexts.ts';
import { issueCode } from '../../oauth/issue-code.ts';
import { redirectTo } from '../../oauth/redirect.ts';
import type { Session } from '../../people/sessions.ts';
import { leadTo } from '../answer.ts';
import { choicePage } from './choice-page.ts';
import { consentPage } from './consent-page.ts';
import { nothingPage } from './dead-ends.ts';
import { sourceOf } from './destination.ts';
import { type SignInReason, signInPage } from './sign-in-page.ts';
import type { SignedInVisit, Visit } from './visit.ts';

export type Step = AnswerOf<'page' | 'redirect'>;

export const isSignedIn = (visit: Visit): visit is SignedInVisit => visit.visitor.session !== undefined;

/** Where somebody may let the program work at all, and which of it was chosen, where there is a choice. */
export async function contextsOf({ services, request, legalEntity, visitor }: SignedInVisit) {
  const found = await findContexts(services.db, request, visitor.session.userId);
  const contexts = found.filter(({ scopes }) => scopes.length > 0);
  const chosen =
    contexts.length === 1 ? contexts[0] : contexts.find(({ clientId }) => clientId === legalEntity);
  return { contexts, chosen };
}

/** The one question that is still open, or the way back with a code when none is. */
export async function nextStep(visit: Visit, reason?: SignInReason, email?: string): Promise<Step> {
  const { visitor, services, request, address } = visit;
  if (!isSignedIn(visit)) {
    const [mis, leadsTo] = [request.consumerName, sourceOf(request.redirectUri)];
    return signInPage(visitor, { address, mis, leadsTo, email, reason });
  }
  const { contexts, chosen } = await contextsOf(visit);
  if (contexts.length === 0) return nothingPage(visit);
  if (chosen === undefined) return choicePage(visit, contexts);
  if (await isConsented(services.db, chosen, visit.visitor.session.userId))
    return leadBackWithCode(visit, chosen, visit.visitor.session);
  return consentPage(visit, chosen, contexts.length > 1);
}

/** @param context one that was agreed to */
export async function leadBackWithCode(visit: Visit, context: Context, session: Session): Promise<Step> {
  const { services, request, requestId } = visit;
  return leadBack(visit, await issueCode(services, { request, context, session, requestId }));
}

/** Back to the program, with a code or why there is none. */
export function leadBack(
  { visitor, request: { redirectUri, state }, issuer }: Visit,
  answer: { code: string } | { error: string },
): Step {
  return leadTo(visitor, redirectTo(redirectUri, { iss: issuer, state, ...answer }));
}

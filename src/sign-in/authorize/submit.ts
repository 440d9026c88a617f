import { randomSecret } from '../../auth/secrets.ts';
import { giveConsent } from '../../oauth/consents.ts';
import { endSession } from '../../people/sessions.ts';
import { type SignInServices, signIn } from '../../people/sign-in.ts';
import { leadTo } from '../answer.ts';
import { setCookie } from '../cookies.ts';
import type { Mistake } from '../fields.ts';
import { commonTexts } from '../texts.ts';
import { isOwn, type Visitor } from '../visitor.ts';
import { addressFor } from './asked.ts';
import { choicePage } from './choice-page.ts';
import { consentPage } from './consent-page.ts';
import { contextsOf, isSignedIn, leadBack, leadBackWithCode, nextStep, type Step } from './next-step.ts';
import { type SignInReason, signInPage } from './sign-in-page.ts';
import { authorizeTexts } from './texts.ts';
import { shownPurpose, type Visit } from './visit.ts';

/** The fields of all forms of the sign-in page. */
export type Submitted = {
  token?: string;
  action?: string;
  email?: string;
  password?: string;
  legal_entity?: string;
  shown?: string;
};
export type SubmitServices = Visit['services'] & SignInServices;
type Submission = { fields: Submitted; address: string; userAgent: string; requestId: string };

/** A step of what a program asks for. */
export async function submitStep(
  visit: Visit,
  services: SubmitServices,
  submission: Submission,
): Promise<Step> {
  const { fields } = submission;
  const { visitor, address } = visit;
  if (!isOwn(visitor, fields.token, address)) {
    // Nothing is lost but the step itself: the page comes again, with a token that is good.
    const isLate = fields.action !== 'sign-in' && !isSignedIn(visit);
    const again: Visit = { ...visit, legalEntity: fields.legal_entity, trouble: 'form-expired' };
    return nextStep(again, { kind: isLate ? 'ended' : 'form-expired' }, fields.email);
  }
  switch (fields.action) {
    case 'choose':
      return choose({ ...visit, legalEntity: fields.legal_entity });
    case 'allow':
      return allow({ ...visit, legalEntity: fields.legal_entity }, fields.shown);
    case 'deny':
      return leadBack(visit, { error: 'access_denied' });
    case 'leave':
      return leave(visitor, services, submission.requestId, address);
    default:
      return enter(visitor, services, submission, address, (reason) => nextStep(visit, reason, fields.email));
  }
}

/** Signing in without a program that asks: to one's own account. */
export async function submitAlone(
  visitor: Visitor,
  services: SubmitServices,
  submission: Submission,
): Promise<Step> {
  const { fields } = submission;
  const again = (reason: SignInReason) =>
    signInPage(visitor, { address: '/sign-in', mis: undefined, email: fields.email, reason });
  if (!isOwn(visitor, fields.token, '/sign-in')) return again({ kind: 'form-expired' });
  return enter(visitor, services, submission, '/account', again);
}

async function enter(
  visitor: Visitor,
  services: SubmitServices,
  { fields: { email = '', password = '' }, address, userAgent, requestId }: Submission,
  next: string,
  again: (reason: SignInReason) => Step | Promise<Step>,
): Promise<Step> {
  const mistakes = mistakesIn(visitor, email, password);
  if (mistakes.length > 0) return again({ kind: 'mistakes', mistakes });
  const outcome = await signIn(services, { email, password, address, userAgent, requestId });
  if (outcome.kind === 'wait') return again(outcome);
  if (outcome.kind === 'refused') {
    const text = authorizeTexts[visitor.language].signIn.refused;
    return again({ kind: 'mistakes', mistakes: [{ field: 'password', text }] });
  }
  await endCurrent(visitor, services, requestId);
  // Both anew: nothing that somebody else may have planted before is worth anything afterwards.
  return leadTo(visitor, next, [
    setCookie('session', outcome.session.value, visitor.isSecure),
    setCookie('form', randomSecret(), visitor.isSecure),
  ]);
}

function mistakesIn({ language }: Visitor, email: string, password: string): Mistake[] {
  const texts = authorizeTexts[language].signIn;
  const emailText =
    email === '' ? texts.emailMissing : /^[^@]+@[^@]+$/.test(email) ? undefined : texts.emailPartial;
  return [
    ...(emailText === undefined ? [] : [{ field: 'email', text: emailText }]),
    ...(password === '' ? [{ field: 'password', text: commonTexts[language].passwordMissing }] : []),
  ];
}

async function choose(visit: Visit): Promise<Step> {
  if (!isSignedIn(visit)) return nextStep(visit);
  const { contexts, chosen } = await contextsOf(visit);
  if (contexts.length > 1 && chosen === undefined)
    return choicePage({ ...visit, trouble: 'nothing-chosen' }, contexts);
  return leadTo(
    visit.visitor,
    chosen === undefined ? visit.address : addressFor(visit.address, chosen.clientId),
  );
}

/** What is agreed to is what was shown: roles may have changed since, or the form been put together by hand. */
async function allow(visit: Visit, shown: string | undefined): Promise<Step> {
  if (!isSignedIn(visit)) return nextStep(visit, { kind: 'ended' });
  const { contexts, chosen } = await contextsOf(visit);
  if (chosen === undefined) return nextStep(visit);
  if (!isOwn(visit.visitor, shown, ...shownPurpose(chosen)))
    return consentPage({ ...visit, trouble: 'offer-changed' }, chosen, contexts.length > 1);
  const { services, request, requestId } = visit;
  const { session } = visit.visitor;
  const context = await giveConsent(services, {
    request,
    context: chosen,
    userId: session.userId,
    requestId,
  });
  return leadBackWithCode(visit, context, session);
}

async function leave(
  visitor: Visitor,
  services: SubmitServices,
  requestId: string,
  next: string,
): Promise<Step> {
  await endCurrent(visitor, services, requestId);
  return leadTo(visitor, next, [setCookie('session', null, visitor.isSecure)]);
}

async function endCurrent(
  { session }: Visitor,
  { db, clock }: SubmitServices,
  requestId: string,
): Promise<void> {
  if (session === undefined) return;
  await endSession(db, { now: clock.now(), userId: session.userId, requestId }, session.id);
}

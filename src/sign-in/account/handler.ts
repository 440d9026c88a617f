import type { AnswerOf } from '../../api/answers.ts';
import type { HandledRequest } from '../../api/route.ts';
import { type ConsentServices, listConsents, withdrawConsent } from '../../oauth/consents.ts';
import { changePassword } from '../../people/change-password.ts';
import { endOtherSessions, endSession, listSessions } from '../../people/sessions.ts';
import type { SignInServices } from '../../people/sign-in.ts';
import { isUuid } from '../../platform/json/validator.ts';
import { leadTo } from '../answer.ts';
import { setCookie } from '../cookies.ts';
import { formExpired, waitFor } from '../fields.ts';
import { type NewPassword, newPasswordMistakes, passwordRuleMistake } from '../new-password.ts';
import { isOwn, readVisitor, type VisitedServices, type Visitor } from '../visitor.ts';
import { ACCOUNT, type Account, accountPage, type Done, type SignedIn } from './page.ts';
import { ACCOUNT_PASSWORD, changePasswordPage } from './password-page.ts';
import { accountTexts } from './texts.ts';

type Nobody = { principal: null };
type LanguageQuery = { readonly lang: string | undefined };
type PageRequest<Query = LanguageQuery> = HandledRequest<{ query: Query }, Nobody>;
type FormRequest<Body> = HandledRequest<{ query: LanguageQuery; body: Body }, Nobody>;
type Answer = AnswerOf<'page' | 'redirect'>;
type AccountServices = VisitedServices & ConsentServices;

const isSignedIn = (visitor: Visitor): visitor is SignedIn => visitor.session !== undefined;
const SIGN_IN = '/sign-in';

export async function showAccount(
  request: PageRequest<LanguageQuery & { done: string | undefined }>,
  services: AccountServices,
): Promise<Answer> {
  const visitor = await readVisitor(request, services);
  if (!isSignedIn(visitor)) return leadTo(visitor, SIGN_IN);
  const { done = '' } = request.query;
  const said = Object.hasOwn(accountTexts.uk.done, done) ? { done: done as Done } : undefined;
  return accountPage(visitor, await readAccount(visitor, services), said);
}

async function readAccount(
  { session: { userId } }: SignedIn,
  { db, clock }: AccountServices,
): Promise<Account> {
  const [sessions, consents] = await Promise.all([listSessions(db, clock, userId), listConsents(db, userId)]);
  return { sessions, consents };
}

type Ending = { token?: string; action?: string; end?: string; withdraw?: string };

/** One button of the page: it ends a session, all others, one's own, or a consent. */
export async function submitAccount(
  request: FormRequest<Ending>,
  services: AccountServices,
): Promise<Answer> {
  const visitor = await readVisitor(request, services);
  if (!isSignedIn(visitor)) return leadTo(visitor, `${SIGN_IN}?done=ended`);
  const { body, requestId } = request;
  if (!isOwn(visitor, body.token, ACCOUNT) && !leavesConsole(visitor, body)) {
    const said = { html: formExpired(visitor.language), status: 403 };
    return accountPage(visitor, await readAccount(visitor, services), said);
  }
  const { db, clock } = services;
  const { id, userId } = visitor.session;
  const stamp = { now: clock.now(), userId, requestId };
  const finished = (done: Done) => leadTo(visitor, `${ACCOUNT}?done=${done}`);
  if (body.withdraw !== undefined) {
    await withdrawConsent(services, { userId, connectionId: body.withdraw, requestId });
    return finished('withdrawn');
  }
  if (body.end !== undefined) {
    if (isUuid(body.end)) await endSession(db, stamp, body.end);
    return finished('ended');
  }
  if (body.action === 'end-others') {
    await endOtherSessions(db, stamp, id);
    return finished('ended-others');
  }
  if (body.action !== 'sign-out') return leadTo(visitor, ACCOUNT);
  await endSession(db, stamp, id);
  return leadTo(visitor, `${SIGN_IN}?done=signed-out`, [setCookie('session', null, visitor.isSecure)]);
}

/** The console's way out: it cannot know the form's token, and a header that no page can forge says that the form is ours. */
const leavesConsole = ({ header }: Visitor, { action }: Ending): boolean =>
  action === 'sign-out' && header('sec-fetch-site') === 'same-origin';

export async function showChangePassword(request: PageRequest, services: VisitedServices): Promise<Answer> {
  const visitor = await readVisitor(request, services);
  return isSignedIn(visitor) ? changePasswordPage(visitor) : leadTo(visitor, SIGN_IN);
}

type Change = NewPassword & { token?: string; current?: string };

export async function submitChangePassword(
  request: FormRequest<Change>,
  services: VisitedServices & SignInServices,
): Promise<Answer> {
  const visitor = await readVisitor(request, services);
  if (!isSignedIn(visitor)) return leadTo(visitor, `${SIGN_IN}?done=ended`);
  const { language } = visitor;
  const { body, address, requestId } = request;
  if (!isOwn(visitor, body.token, ACCOUNT_PASSWORD))
    return changePasswordPage(visitor, [], { said: formExpired(language), status: 403 });
  const { current = '', password = '' } = body;
  const missing =
    current === '' ? [{ field: 'current', text: accountTexts[language].changePassword.missing }] : [];
  const mistakes = [...missing, ...newPasswordMistakes(visitor, body)];
  if (mistakes.length > 0) return changePasswordPage(visitor, mistakes);
  const userAgent = request.header('user-agent') ?? '';
  const change = { current, next: password, address, userAgent, requestId };
  const outcome = await changePassword(services, visitor.session, change);
  switch (outcome.kind) {
    case 'mistake':
      return changePasswordPage(visitor, [passwordRuleMistake(visitor, outcome.mistake)]);
    case 'refused':
      return changePasswordPage(visitor, [
        { field: 'current', text: accountTexts[language].changePassword.refused },
      ]);
    case 'wait': {
      const { seconds } = outcome;
      const headers = { 'retry-after': String(seconds) };
      return changePasswordPage(visitor, [], { said: waitFor(language, seconds), status: 429, headers });
    }
    default: {
      const { value } = outcome.session;
      return leadTo(visitor, `${ACCOUNT}?done=password-changed`, [
        setCookie('session', value, visitor.isSecure),
      ]);
    }
  }
}

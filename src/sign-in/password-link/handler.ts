import type { AnswerOf } from '../../api/answers.ts';
import type { HandledRequest } from '../../api/route.ts';
import { findPasswordLink, usePasswordLink } from '../../people/password-links.ts';
import type { SignInServices } from '../../people/sign-in.ts';
import { leadTo } from '../answer.ts';
import { readCookie, setCookie } from '../cookies.ts';
import { formExpired } from '../fields.ts';
import { type NewPassword, newPasswordMistakes, passwordRuleMistake } from '../new-password.ts';
import { isOwn, readVisitor, type VisitedServices, type Visitor } from '../visitor.ts';
import { deadLinkPage, PASSWORD, passwordLinkPage } from './page.ts';

type Nobody = { principal: null };
type LanguageQuery = { readonly lang: string | undefined };
type Answer = AnswerOf<'page' | 'redirect'>;

/** Of 256 random bits in base64url; of other texts no cookie is made. */
const LINK = /^[\w-]{43}$/;

/**
 * `GET /password`: with a link it goes out of the address at once, into a cookie. To open it uses nothing up: programs that
 * look at mail open every link in it.
 */
export async function showPasswordLink(
  request: HandledRequest<{ query: LanguageQuery & { link: string | undefined } }, Nobody>,
  services: VisitedServices,
): Promise<Answer> {
  const visitor = await readVisitor(request, services);
  const { link } = request.query;
  if (link !== undefined) {
    if (!LINK.test(link)) return deadLinkPage(visitor, 'unknown');
    return leadTo(visitor, PASSWORD, [setCookie('link', link, visitor.isSecure)]);
  }
  const value = linkOf(visitor);
  if (value === undefined) return deadLinkPage(visitor, 'absent');
  const found = await findPasswordLink(services.db, services.clock, value);
  return found.kind === 'good' ? passwordLinkPage(visitor, found) : dead(visitor, found.kind);
}

/** `POST /password`: the one use of the link. */
export async function submitPasswordLink(
  request: HandledRequest<{ query: LanguageQuery; body: NewPassword & { token?: string } }, Nobody>,
  services: VisitedServices & SignInServices,
): Promise<Answer> {
  const visitor = await readVisitor(request, services);
  const value = linkOf(visitor);
  if (value === undefined) return deadLinkPage(visitor, 'absent');
  const found = await findPasswordLink(services.db, services.clock, value);
  if (found.kind !== 'good') return dead(visitor, found.kind);
  const { body, requestId } = request;
  if (!isOwn(visitor, body.token, PASSWORD))
    return passwordLinkPage(visitor, found, [], { said: formExpired(visitor.language), status: 403 });
  const mistakes = newPasswordMistakes(visitor, body);
  if (mistakes.length > 0) return passwordLinkPage(visitor, found, mistakes);
  const used = await usePasswordLink(services, { value, password: body.password ?? '', requestId });
  switch (used.kind) {
    case 'changed':
      return leadTo(visitor, '/sign-in?done=password-set', [setCookie('link', null, visitor.isSecure)]);
    case 'mistake':
      return passwordLinkPage(visitor, found, [passwordRuleMistake(visitor, used.mistake)]);
    default:
      return dead(visitor, used.kind);
  }
}

const linkOf = ({ header, isSecure }: Visitor) => readCookie(header('cookie'), 'link', isSecure);

/** It stays in no cookie. */
const dead = (visitor: Visitor, reason: Parameters<typeof deadLinkPage>[1]) =>
  deadLinkPage(visitor, reason, [setCookie('link', null, visitor.isSecure)]);

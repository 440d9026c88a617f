import { randomSecret } from '../auth/secrets.ts';
import { findSession, type Session } from '../people/sessions.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/pool.ts';
import { readCookie, setCookie } from './cookies.ts';
import { formToken, isOwnForm } from './form-token.ts';
import { chooseLanguage, type Language } from './language.ts';

/** Who looks at a page. */
export type Visitor = {
  language: Language;
  /** Of somebody who has passed every step of signing in. */
  session: Session | undefined;
  timeZone: string;
  /** Whether browsers reach us by HTTPS, so that cookies may hold them to it. */
  isSecure: boolean;
  /** What the browser's forms are checked with. */
  formSecret: string;
  origins: readonly string[];
  header(name: string): string | undefined;
  /** Cookies that any answer to this visitor sets. */
  cookies: readonly string[];
};

export type VisitedServices = { db: Database; clock: Clock; publicUrl: string | undefined };

type VisitRequest = {
  origin: string;
  header(name: string): string | undefined;
  query: { readonly lang: string | undefined };
};

/** Everything that a page needs to know of a request, read anew each time: nothing is kept here between two of them. */
export async function readVisitor(
  request: VisitRequest,
  { db, clock, publicUrl }: VisitedServices,
): Promise<Visitor> {
  const origins = [request.origin, ...(publicUrl === undefined ? [] : [new URL(publicUrl).origin])];
  const isSecure = origins.some((origin) => origin.startsWith('https:'));
  const cookieHeader = request.header('cookie');
  const cookie = (name: Parameters<typeof readCookie>[1]) => readCookie(cookieHeader, name, isSecure);
  const kept = cookie('language');
  const language = chooseLanguage(request.query.lang, kept, request.header('accept-language'));
  const isChosen = request.query.lang === language && kept !== language;
  const ownSecret = cookie('form');
  const formSecret = ownSecret ?? randomSecret();
  const value = cookie('session');
  const session = value === undefined ? undefined : await findSession(db, clock, value);
  return {
    language,
    session: session?.isPassed ? session : undefined,
    timeZone: clock.timeZone,
    isSecure,
    formSecret,
    origins,
    header: request.header,
    cookies: [
      ...(isChosen ? [setCookie('language', language, isSecure)] : []),
      ...(ownSecret === undefined ? [setCookie('form', formSecret, isSecure)] : []),
    ],
  };
}

/** Of a form for this purpose; one of somebody signed in is good in that session alone. */
export const tokenFor = (visitor: Visitor, ...purpose: string[]): string =>
  formToken(visitor.formSecret, [visitor.session?.id ?? '', ...purpose]);

/** Whether it is a form that we have written for this visitor and this purpose. */
export const isOwn = (visitor: Visitor, token: string | undefined, ...purpose: string[]): boolean =>
  isOwnForm(visitor, visitor.formSecret, [visitor.session?.id ?? '', ...purpose], token);

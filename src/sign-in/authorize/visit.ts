import type { ConsentServices } from '../../oauth/consents.ts';
import type { Context } from '../../oauth/contexts.ts';
import type { AuthorizationRequest } from '../../oauth/request.ts';
import type { Session } from '../../people/sessions.ts';
import { type Html, html } from '../../platform/html/html.ts';
import { quoted } from '../language.ts';
import { tokenFor, type VisitedServices, type Visitor } from '../visitor.ts';
import { sourceOf } from './destination.ts';
import { authorizeTexts } from './texts.ts';

/** Somebody at one step of what a program asks for. */
export type Visit = {
  visitor: Visitor;
  services: VisitedServices & ConsentServices;
  request: AuthorizationRequest;
  /** Of the page, with the whole request. */
  address: string;
  /** Which of several legal entities was chosen. */
  legalEntity: string | undefined;
  requestId: string;
  /** Who answers, for the program. */
  issuer: string;
};
export type SignedInVisit = Visit & { visitor: { session: Session } };

/** What all pages of a visit have alike. */
export const sheetOf = ({ visitor, request, address }: Visit) => ({
  mis: quoted(visitor.language, request.consumerName),
  token: tokenFor(visitor, address),
  leadsTo: sourceOf(request.redirectUri),
});

/** Proves that this is what the person saw when they pressed the button. */
export const shownPurpose = ({ clientId, scopes }: Context): string[] => ['shown', clientId, ...scopes];

/** Who is signed in, and the way to be somebody else. */
export function signedInAs({ visitor }: SignedInVisit): Html {
  const texts = authorizeTexts[visitor.language].consent;
  return html`<span>${visitor.session.email}</span> <button class="link" name="action" value="leave">${texts.other}</button>`;
}

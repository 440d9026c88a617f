import type { ConsentServices } from '../../oauth/consents.ts';
import type { Context } from '../../oauth/contexts.ts';
import type { AuthorizationRequest } from '../../oauth/request.ts';
import type { Session } from '../../people/sessions.ts';
import { type Html, html } from '../../platform/html/html.ts';
import { formExpired, notice, summary } from '../fields.ts';
import { type Language, quoted } from '../language.ts';
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
  /** Why the last form did not lead on; of somebody who is signed in. */
  trouble?: Trouble;
};
export type Trouble = 'form-expired' | 'nothing-chosen' | 'offer-changed';
export type SignedInVisit = Visit & { visitor: { session: Session } };

const STATUSES: Record<Trouble, number> = {
  'form-expired': 403,
  'nothing-chosen': 422,
  'offer-changed': 409,
};

/** What all pages of a visit have alike. `said` stands above the heading. */
export function sheetOf(visit: Visit) {
  const { visitor, request, address, trouble } = visit;
  return {
    mis: quoted(visitor.language, request.consumerName),
    token: tokenFor(visitor, address),
    said: trouble && noticeOf(visitor.language, trouble),
    sheet: {
      address,
      leadsTo: sourceOf(request.redirectUri),
      ...(trouble === undefined ? {} : { status: STATUSES[trouble] }),
    },
  };
}

/** The first of several legal entities, where what is wrong with the choice leads. */
export const FIRST_ENTITY = 'legal-entity-1';

function noticeOf(language: Language, trouble: Trouble): Html {
  const { choice, consent } = authorizeTexts[language];
  if (trouble === 'form-expired') return formExpired(language);
  if (trouble === 'nothing-chosen')
    return summary(choice.failed, [{ field: FIRST_ENTITY, text: choice.missing }]);
  return notice('warn', consent.changed, html`<p>${consent.changedText}</p>`);
}

/** Proves that this is what the person saw when they pressed the button. */
export const shownPurpose = ({ clientId, scopes }: Context): string[] => ['shown', clientId, ...scopes];

/** Who is signed in, and the way to be somebody else. */
export function signedInAs({ visitor }: SignedInVisit): Html {
  const texts = authorizeTexts[visitor.language].consent;
  return html`<span>${visitor.session.email}</span> <button class="link" name="action" value="leave">${texts.other}</button>`;
}

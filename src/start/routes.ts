import { registryAdministration } from '../administration/routes.ts';
import { userAdministration } from '../administration/users/routes.ts';
import { clientRoutes } from '../clients/clients/routes.ts';
import { ownConnectionRoutes } from '../clients/connections/own-routes.ts';
import { connectionRoutes } from '../clients/connections/routes.ts';
import { credentialRoutes } from '../clients/credentials/routes.ts';
import { consoleRoutes } from '../console/route.ts';
import { getDictionariesRoute, getDictionariesV2Route } from '../dictionaries/route.ts';
import { listEventsRoute } from '../events/list/route.ts';
import { getLegalEntityRoute } from '../legal-entities/details/route.ts';
import { listLegalEntitiesRoute } from '../legal-entities/list/route.ts';
import { getLicensesAcrossRoute } from '../licenses/across/route.ts';
import { additionalTypesRoute } from '../licenses/additional-types/route.ts';
import { createLicenseRoute } from '../licenses/create/route.ts';
import { getLicenseRoute } from '../licenses/details/route.ts';
import { getLicensesRoute } from '../licenses/get/route.ts';
import { licenseHistoryRoute, ownLicenseHistoryRoute } from '../licenses/history/route.ts';
import { updateLicenseRoute } from '../licenses/update/route.ts';
import { validateLicenseRoute } from '../licenses/validation/route.ts';
import { filesRoute } from '../media-storage/files/route.ts';
import { generateUrlRoute } from '../media-storage/generate-url/route.ts';
import { linksRoute } from '../media-storage/links/route.ts';
import { identityRoute } from '../oauth/identity/route.ts';
import { introspectRoute } from '../oauth/introspect/route.ts';
import { logoutRoute } from '../oauth/logout/route.ts';
import { metadataRoute } from '../oauth/metadata/route.ts';
import { revokeRoute } from '../oauth/revoke/route.ts';
import { tokensRoute } from '../oauth/tokens/route.ts';
import { verifyTokenRoute } from '../oauth/verify/route.ts';
import { accessibilityRoute } from '../sign-in/accessibility/route.ts';
import {
  showAccountRoute,
  showChangePasswordRoute,
  submitAccountRoute,
  submitChangePasswordRoute,
} from '../sign-in/account/route.ts';
import { showSignInRoute, submitSignInRoute } from '../sign-in/authorize/route.ts';
import { showPasswordLinkRoute, submitPasswordLinkRoute } from '../sign-in/password-link/route.ts';
import { stylesheetRoute } from '../sign-in/stylesheet/route.ts';
import { siteRoutes } from '../site/serve/routes.ts';

/** Every method of the API: `app.ts` serves this list, and `openapi/openapi.json` is generated from it. */
export const routes = [
  createLicenseRoute,
  generateUrlRoute,
  filesRoute,
  linksRoute,
  getLicensesRoute,
  getLicenseRoute,
  updateLicenseRoute,
  validateLicenseRoute,
  additionalTypesRoute,
  ownLicenseHistoryRoute,
  listLegalEntitiesRoute,
  getLegalEntityRoute,
  getDictionariesRoute,
  getDictionariesV2Route,
  getLicensesAcrossRoute,
  licenseHistoryRoute,
  listEventsRoute,
  ...ownConnectionRoutes,
  ...clientRoutes,
  ...connectionRoutes,
  ...credentialRoutes,
  tokensRoute,
  identityRoute,
  logoutRoute,
  revokeRoute,
  introspectRoute,
  verifyTokenRoute,
  metadataRoute,
  ...userAdministration,
  ...registryAdministration,
];

/** What people see in a browser: served beside them, and no part of the API. */
export const pages = [
  showSignInRoute,
  submitSignInRoute,
  showAccountRoute,
  submitAccountRoute,
  showChangePasswordRoute,
  submitChangePasswordRoute,
  showPasswordLinkRoute,
  submitPasswordLinkRoute,
  accessibilityRoute,
  stylesheetRoute,
  ...consoleRoutes,
  ...siteRoutes,
];

/** The business rules of all methods; methods share some. */
export const ruleIds: readonly string[] = [
  ...new Set(routes.flatMap(({ rules }) => rules.map(({ id }) => id))),
];

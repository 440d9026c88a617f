/** Where the pages of a clinic are. */
export const ADDRESSES = {
  overview: '/console/clinics/:legalEntity',
  licenses: '/console/clinics/:legalEntity/licenses',
  add: '/console/clinics/:legalEntity/licenses/new',
  license: '/console/clinics/:legalEntity/licenses/:license',
  correct: '/console/clinics/:legalEntity/licenses/:license/correct',
  extract: '/console/clinics/:legalEntity/extract',
};

/** The credentials of the demo as headers: nobody needs more to try an example on `npm start`. */
const bearer = (token: string, apiKey?: string): Record<string, string> => ({
  Authorization: `Bearer ${token}`,
  ...(apiKey === undefined ? {} : { 'API-key': apiKey }),
});

export const NOBODY = {};
export const CLINIC = bearer('demo-clinic-1');
export const SUSPENDED_CLINIC = bearer('demo-clinic-2');
export const PHARMACY = bearer('demo-pharmacy', 'demo-mis-key');
export const PRIMARY_CARE = bearer('demo-primary-care');
export const CLOSED_CLINIC = bearer('demo-closed');
export const LAPSED_CLINIC = bearer('demo-lapsed');
export const READER = bearer('demo-read-only');
export const PORTAL = bearer('demo-portal', 'demo-portal-key');
/** A МІС that acts for itself: see `errors/licenses.ts`. */
export const MIS = bearer('token-of-the-mis', 'demo-mis-key');
export const OFFICER = bearer('demo-registry', 'demo-registry-key');
export const OPERATOR = bearer('demo-operator', 'demo-operator-key');

/** Ids of the demo world: `ID.clinic` is the legal entity of CLINIC. */
export const ID = {
  clinic: '11111111-1111-4111-8111-000000000001',
  pharmacy: '11111111-1111-4111-8111-000000000003',
  primaryCare: '11111111-1111-4111-8111-000000000004',
  closedClinic: '11111111-1111-4111-8111-000000000005',
  otherPharmacy: '11111111-1111-4111-8111-000000000007',
  primaryLicense: '22222222-2222-4222-8222-000000000001',
  additionalOfLapsed: '22222222-2222-4222-8222-000000000008',
  mis: '33333333-3333-4333-8333-000000000001',
  nhs: '33333333-3333-4333-8333-000000000004',
  console: '33333333-3333-4333-8333-000000000005',
  owner: '44444444-4444-4444-8444-000000000001',
  operator: '44444444-4444-4444-8444-000000000004',
  developer: '44444444-4444-4444-8444-000000000005',
  /** Of nothing. */
  unknown: '00000000-0000-4000-8000-000000000000',
} as const;

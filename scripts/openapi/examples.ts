import type { FastifyRequest } from 'fastify';
import type { AnyRoute } from '../../src/api/route.ts';
import { idempotencyKeyInvalid } from '../../src/idempotency/idempotency.ts';
import type { CreateFacts } from '../../src/licenses/create/facts.ts';
import { type LicenseBody, licenseBodySchema } from '../../src/licenses/license.ts';
import { ApiError, type ErrorDefinition, renderError } from '../../src/platform/errors/error-definition.ts';
import {
  accessTokenInvalid,
  contentEncodingInvalid,
  contentTypeInvalid,
  formTypeInvalid,
  httpErrors,
  malformed,
  schemaInvalid,
  unavailable,
} from '../../src/platform/errors/http-errors.ts';
import { refusalOf } from '../../src/platform/errors/rules.ts';
import { envelope } from '../../src/platform/http/envelope.ts';
import { compileValidator } from '../../src/platform/json/validator.ts';
import { routes } from '../../src/start/routes.ts';

const exampleLicenseBody: LicenseBody = {
  type: 'PHARMACY_DRUGS',
  issued_by: 'Держлікслужба',
  issued_date: '2024-02-28',
  active_from_date: '2024-02-28',
  is_primary: false,
};

const createFacts: CreateFacts = {
  body: exampleLicenseBody,
  today: '2026-11-22',
  legalEntity: { type: 'OUTPATIENT', status: 'ACTIVE' },
  licenseTypes: ['MSP', 'PHARMACY', 'PHARMACY_DRUGS'],
  additionalLicenseTypes: ['PHARMACY_DRUGS'],
  hasActivePrimaryLicense: true,
  hasLicenseOfType: true,
};

const UNKNOWN_ROLES = {
  unknown: { roles: ['DIRECTOR'], legalEntities: ['5f9c1a5e-0f5c-4b7e-9d5a-2f6c0e7d8a91'] },
};
/** A legal entity that is CLOSED, and is there already. */
const closedFacts = { id: '4d2a6d1c-5d3b-4f7e-9a53-1f6f0f1d2c3b', stored: { status: 'CLOSED' } };
const legalEntityFacts = { ...closedFacts, types: ['PRIMARY_CARE', 'OUTPATIENT', 'EMERGENCY', 'PHARMACY'] };

/** Facts from which refusals are made whose text or entry depends on them. */
const FACTS: Record<string, object> = {
  'POST /api/licenses': createFacts,
  'POST /api/admin/users': UNKNOWN_ROLES,
  'PUT /api/admin/users/:id/roles': UNKNOWN_ROLES,
  'POST /api/admin/legal_entities': legalEntityFacts,
  'PATCH /api/admin/legal_entities/:id': legalEntityFacts,
  'PATCH /api/admin/legal_entities/:id/actions/change_status': legalEntityFacts,
  'POST /api/admin/dictionaries/:name/values': { code: 'PHARMACY_DRUGS' },
  'POST /api/admin/webhooks': { reason: 'the URL must begin with https://' },
};

/** The refusals of a method's rules, rule by rule, as a caller would get them. */
export function exampleRefusals({ method, path, rules }: AnyRoute): ApiError[] {
  const facts = FACTS[`${method} ${path}`] ?? {};
  return rules.map((rule) => refusalOf(rule, facts as never));
}

/** Errors whose answer is more than their definition. */
const MADE_BY_HAND: ApiError[] = [
  malformed(),
  accessTokenInvalid(),
  new ApiError(httpErrors.scopeMissing, { values: { scopes: 'license:write' } }),
  new ApiError(httpErrors.methodNotAllowed, { headers: { allow: 'POST' } }),
  contentTypeInvalid(),
  formTypeInvalid(),
  contentEncodingInvalid(),
  schemaInvalid(compileValidator(licenseBodySchema)({ ...exampleLicenseBody, issued_date: '2023-02-30' })),
  idempotencyKeyInvalid({
    rule: 'invalid',
    params: [],
    description: 'the key was already used with another request body',
  }),
  new ApiError(httpErrors.idempotencyKeyInUse, { headers: { 'retry-after': '1' } }),
  new ApiError(httpErrors.tooManyRequests, {
    headers: {
      'retry-after': '60',
      'ratelimit-limit': '600',
      'ratelimit-remaining': '0',
      'ratelimit-reset': '60',
    },
  }),
  unavailable('an example'),
];

/** One error as a caller may get it. Throws when a mark such as `<type>` is left open. */
export function exampleOf(definition: ErrorDefinition): ApiError {
  const known = [...MADE_BY_HAND, ...routes.flatMap(exampleRefusals)];
  const example = known.find((error) => error.definition === definition) ?? new ApiError(definition);
  if (/<\w+>/.test(example.message))
    throw new Error(`scripts/openapi/examples.ts needs an example of ${definition.code}`);
  return example;
}

/** Whether each answer with this error has `invalid`. */
export function alwaysHasInvalid(definition: ErrorDefinition): boolean {
  const known = [...MADE_BY_HAND, ...routes.flatMap(exampleRefusals)];
  const examples = known.filter((error) => error.definition === definition);
  return examples.length > 0 && examples.every(({ invalid }) => invalid !== undefined);
}

/** The body of an error's answer, made by the code that makes the real one. */
export function exampleBody(error: ApiError, path = '/api/licenses'): object {
  const request = {
    protocol: 'https',
    host: 'registry.example',
    originalUrl: path,
    id: '8497aad1-afa7-4346-8688-f7cc2d0d3932',
    idempotencyKey: null,
  };
  const text = envelope(request as FastifyRequest, error.definition.status, { error: renderError(error) });
  return JSON.parse(text);
}

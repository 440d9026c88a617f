import type { AnySchema } from 'ajv';
import type { Route } from '../api/route.ts';
import { dictionariesSchema, dictionariesV2Schema } from '../dictionaries/dictionary-schema.ts';
import { getDictionariesRoute, getDictionariesV2Route } from '../dictionaries/route.ts';
import { eventListSchema } from '../events/event-schema.ts';
import { listEventsRoute } from '../events/list/route.ts';
import { getLegalEntityRoute } from '../legal-entities/details/route.ts';
import { legalEntityDetailsRules } from '../legal-entities/details/rules.ts';
import { legalEntityDetailsSchema, legalEntitySchema } from '../legal-entities/legal-entity-schema.ts';
import { listLegalEntitiesRoute } from '../legal-entities/list/route.ts';
import { createLicenseRoute } from '../licenses/create/route.ts';
import { createLicenseRules } from '../licenses/create/rules.ts';
import { expiringLicensesRoute } from '../licenses/expiring/route.ts';
import { getLicensesRoute } from '../licenses/get/route.ts';
import { licenseHistorySchema } from '../licenses/history/history-schema.ts';
import { licenseHistoryRoute } from '../licenses/history/route.ts';
import { licenseHistoryRules } from '../licenses/history/rules.ts';
import { licenseSchema } from '../licenses/license-schema.ts';
import { updateLicenseRoute } from '../licenses/update/route.ts';
import { updateLicenseRules } from '../licenses/update/rules.ts';
import { validateLicenseRoute } from '../licenses/validation/route.ts';
import { validationSchema } from '../licenses/validation/validation-schema.ts';
import { fileListSchema, filesRoute } from '../media-storage/files/route.ts';
import { generateUrlRoute, mediaLinkSchema } from '../media-storage/generate-url/route.ts';
import type { MediaStorage } from '../media-storage/media-storage.ts';
import type { ParameterFallbacks } from '../parameters/parameters.ts';
import type { Rule } from '../platform/errors/rules.ts';

/** A route with what the published documentation says about its answers. */
export type PublishedRoute = Route & {
  /** The successful answer: its status and the schema of `data`. */
  success: {
    status: 200 | 201;
    description: string;
    data: AnySchema;
    /** It carries an ETag, and `If-None-Match` can spare it. */
    conditional?: true;
  };
  /** The business rules of the method in their order; their refusals are its other answers. */
  rules: readonly Rule<never>[];
};

const unserved = () => Promise.reject(new Error('these routes are for documentation'));
/** For whoever only reads the declarations. */
const UNSERVED_STORAGE: MediaStorage = {
  ael: { signedUrl: unserved, listObjects: unserved, check: unserved },
  bucket: '',
  layout: 'plain',
};

/** Every method of the API: `app.ts` serves this list, and `openapi/openapi.json` is generated from it. */
export function listRoutes(
  fallbacks: ParameterFallbacks,
  storage: MediaStorage = UNSERVED_STORAGE,
): PublishedRoute[] {
  return [
    {
      ...createLicenseRoute(fallbacks),
      success: { status: 201, description: 'The licence as it was stored.', data: licenseSchema },
      rules: createLicenseRules,
    },
    {
      ...generateUrlRoute(storage),
      success: { status: 200, description: 'The link.', data: mediaLinkSchema },
      rules: [],
    },
    {
      ...filesRoute(storage),
      success: { status: 200, description: 'The files, by name.', data: fileListSchema },
      rules: [],
    },
    {
      ...getLicensesRoute(),
      success: {
        status: 200,
        description: 'A page of licences.',
        data: { type: 'array', items: licenseSchema },
      },
      rules: [],
    },
    {
      ...updateLicenseRoute(),
      success: { status: 200, description: 'The licence as it is now.', data: licenseSchema },
      rules: updateLicenseRules,
    },
    {
      ...validateLicenseRoute(fallbacks),
      success: { status: 200, description: 'What create would answer.', data: validationSchema },
      rules: [],
    },
    {
      ...listLegalEntitiesRoute(),
      success: {
        status: 200,
        description: 'A page of legal entities.',
        data: { type: 'array', items: legalEntitySchema },
      },
      rules: [],
    },
    {
      ...getLegalEntityRoute(),
      success: {
        status: 200,
        description: 'The legal entity with its primary licence.',
        data: legalEntityDetailsSchema,
      },
      rules: legalEntityDetailsRules,
    },
    {
      ...getDictionariesRoute(),
      success: { status: 200, description: 'Dictionaries.', data: dictionariesSchema, conditional: true },
      rules: [],
    },
    {
      ...getDictionariesV2Route(),
      success: {
        status: 200,
        description: 'Dictionaries with their values.',
        data: dictionariesV2Schema,
        conditional: true,
      },
      rules: [],
    },
    {
      ...expiringLicensesRoute(),
      success: {
        status: 200,
        description: 'A page of licences, the earliest expiry first.',
        data: { type: 'array', items: licenseSchema },
      },
      rules: [],
    },
    {
      ...licenseHistoryRoute(),
      success: { status: 200, description: 'A page of changes.', data: licenseHistorySchema },
      rules: licenseHistoryRules,
    },
    {
      ...listEventsRoute(),
      success: { status: 200, description: 'Events, oldest first.', data: eventListSchema },
      rules: [],
    },
  ];
}

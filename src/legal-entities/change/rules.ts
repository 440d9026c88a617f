import { licenseErrors } from '../../licenses/errors.ts';
import { primaryLicenseType } from '../../licenses/primary-license-type.ts';
import { httpErrors } from '../../platform/errors/http-errors.ts';
import type { Rule } from '../../platform/errors/rules.ts';
import { inclusionRule } from '../../platform/json/schema-errors.ts';
import { legalEntityErrors as errors } from '../errors.ts';
import type { LegalEntityDetails } from '../legal-entities.queries.ts';

type TypeFacts = {
  /** The type that it is to have. */
  type: string;
  /** Active codes of dictionary LEGAL_ENTITY_TYPE_V2, in its order. */
  types: readonly string[];
};
export type CreationFacts = TypeFacts & { id: string; isPresent: boolean };

type StoredFacts = { stored: LegalEntityDetails | null; conditionsHold: boolean };
export type CorrectionFacts = TypeFacts & StoredFacts;
export type StatusFacts = StoredFacts & { status: string };

const typeInDictionary: Omit<Rule<TypeFacts>, 'holds' | 'sentence' | 'step'> = {
  id: 'legal_entity_type_in_dictionary',
  refusal: httpErrors.schemaInvalid,
  invalid: ({ types }) => [
    { entry: '$.type', entry_type: 'json_data_property', rules: [inclusionRule([...types])] },
  ],
};

/** The checks of `POST /api/admin/legal_entities`. */
export const creationRules: readonly Rule<CreationFacts>[] = [
  {
    ...typeInDictionary,
    step: '10',
    sentence: '`$.type` is an active value of dictionary LEGAL_ENTITY_TYPE_V2.',
    holds: ({ type, types }) => types.includes(type),
  },
  {
    id: 'legal_entity_id_not_present',
    step: '11.5',
    sentence: 'No legal entity has the `$.id`.',
    holds: ({ isPresent }) => !isPresent,
    refusal: errors.alreadyPresent,
    values: ({ id }) => ({ id }),
  },
];

const present: Rule<StoredFacts> = {
  id: 'legal_entity_present',
  step: '11.5',
  sentence: 'The legal entity exists; an id that is not a uuid does not exist.',
  holds: ({ stored }) => stored !== null,
  refusal: errors.notVisible,
};
const unchanged: Rule<StoredFacts> = {
  id: 'legal_entity_unchanged',
  step: '2',
  sentence: 'What If-Match, If-None-Match and If-Unmodified-Since ask for holds.',
  holds: ({ conditionsHold }) => conditionsHold,
  refusal: errors.changedMeanwhile,
};

/** The checks of `PATCH /api/admin/legal_entities/{id}`. A type that stays may be one that nobody can get any more. */
export const correctionRules: readonly Rule<CorrectionFacts>[] = [
  present,
  unchanged,
  {
    ...typeInDictionary,
    step: '10',
    sentence: '`$.type` is that of now, or an active value of dictionary LEGAL_ENTITY_TYPE_V2.',
    holds: ({ stored, type, types }) => type === stored?.type || types.includes(type),
  },
  {
    id: 'legal_entity_type_fits_primary_license',
    step: '10',
    sentence:
      'A new type goes with the active primary licence, if there is one: PHARMACY for a PHARMACY, else MSP.',
    holds: ({ stored, type }) =>
      type === stored?.type || !stored?.license || primaryLicenseType(type) === stored.license.type,
    refusal: licenseErrors.typeMismatch,
  },
];

/** Nothing leads back from them: what takes the place of such a legal entity is another one. */
const FINAL: readonly (string | undefined)[] = ['CLOSED', 'REORGANIZED'];

/** The checks of `PATCH /api/admin/legal_entities/{id}/actions/change_status`. */
export const statusRules: readonly Rule<StatusFacts>[] = [
  present,
  unchanged,
  {
    id: 'legal_entity_status_not_final',
    step: '11.5',
    sentence: 'The status is not CLOSED or REORGANIZED, which stay; ACTIVE and SUSPENDED become any other.',
    holds: ({ stored, status }) => status === stored?.status || !FINAL.includes(stored?.status),
    refusal: errors.statusFinal,
    values: ({ stored }) => ({ status: stored?.status ?? '' }),
  },
];

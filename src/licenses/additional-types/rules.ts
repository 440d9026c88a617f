import type { Rule } from '../../platform/errors/rules.ts';
import { legalEntityExists } from '../shared-rules.ts';

/** The business check of `GET /api/licenses/additional_types`. */
export const additionalTypesRules: readonly Rule<{ legalEntity: object | null }>[] = [
  { step: '5', ...legalEntityExists },
];

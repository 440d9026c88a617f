import type { Case } from '../case.ts';
import { accessCases } from './access.ts';
import { acrossCases } from './across.ts';
import { conditionCases } from './conditions.ts';
import { createCases } from './create-checks.ts';
import { createdCases } from './created.ts';
import { dictionaryCases } from './dictionaries.ts';
import { fieldCases } from './fields.ts';
import { historyCases } from './history.ts';
import { identityCases } from './identity.ts';
import { legalEntityCases } from './legal-entities.ts';
import { linkCases } from './links.ts';
import { listCases } from './lists.ts';
import { messageCases } from './messages.ts';
import { nameCases } from './names.ts';
import { readCases } from './read.ts';
import { repeatingCases } from './repeating.ts';
import { schemaCases } from './schema.ts';
import { updateCases } from './update.ts';
import { updatedCases } from './updated.ts';

/** Every case, in the order of SPEC.md. */
export const CASES: readonly Case[] = [
  ...messageCases,
  ...listCases,
  ...conditionCases,
  ...repeatingCases,
  ...schemaCases,
  ...accessCases,
  ...fieldCases,
  ...createCases,
  ...createdCases,
  ...readCases,
  ...acrossCases,
  ...historyCases,
  ...updateCases,
  ...updatedCases,
  ...linkCases,
  ...nameCases,
  ...dictionaryCases,
  ...legalEntityCases,
  ...identityCases,
];

import { randomUUIDv7 } from 'node:crypto';
import { type Change, stampValues } from '../../audit/stamp.ts';
import { CLINIC_SCOPES } from '../../auth/access.ts';
import { unavailable } from '../../platform/errors/http-errors.ts';
import { enforceRules, type Rule } from '../../platform/errors/rules.ts';
import { type Preconditions, preconditionsHold } from '../../platform/http/conditional.ts';
import { isUuid } from '../../platform/json/validator.ts';
import { validatorsOf } from '../answer.ts';
import {
  findCreationFacts,
  findLegalEntityToChange,
  type LegalEntityDetails,
  viewDetails,
} from '../legal-entities.queries.ts';
import type { Correction, NewLegalEntity, StatusChange } from './bodies.ts';
import { insertLegalEntity, updateLegalEntity } from './change.queries.ts';
import {
  type CorrectionFacts,
  correctionRules,
  creationRules,
  type StatusFacts,
  statusRules,
} from './rules.ts';

/** Which one, and under which conditions of HTTP. */
export type Which = { id: string; preconditions: Preconditions };

/** How often a legal entity may change between reading and writing before the request gives up. */
const MAX_ATTEMPTS = 3;

/** Enters a legal entity, ACTIVE and without licences, and its client. @throws ApiError of the first rule that does not hold */
export async function createLegalEntity(
  { db, stamp, observeRefusal }: Change,
  { id: given, name, edrpou, type, reason }: NewLegalEntity,
): Promise<LegalEntityDetails> {
  const id = given?.toLowerCase() ?? randomUUIDv7();
  return untilWritten(async () => {
    const [facts] = await findCreationFacts(db, [id]);
    const { types = [], is_present: isPresent = false } = facts ?? {};
    enforceRules(creationRules, { id, type, types, isPresent }, observeRefusal);
    const values = [...stampValues(stamp), reason, id, name, edrpou, type, CLINIC_SCOPES];
    const [written] = await insertLegalEntity(db, values);
    return written && { ...written, license: null };
  });
}

/** Sets right what was entered wrongly. Nothing differs: nothing is written. @throws ApiError */
export function correctLegalEntity(
  change: Change,
  which: Which,
  { name, edrpou, type, reason }: Correction,
): Promise<LegalEntityDetails> {
  return changeStored<CorrectionFacts>(change, which, {
    rules: correctionRules,
    action: 'update',
    reason,
    wanted: (stored) => ({
      name: name ?? stored.name,
      edrpou: edrpou ?? stored.edrpou,
      type: type ?? stored.type,
      status: stored.status,
    }),
  });
}

/** @throws ApiError of the first rule that does not hold */
export function changeLegalEntityStatus(
  change: Change,
  which: Which,
  { status, reason }: StatusChange,
): Promise<LegalEntityDetails> {
  return changeStored<StatusFacts>(change, which, {
    rules: statusRules,
    action: 'change_status',
    reason,
    wanted: ({ name, edrpou, type }) => ({ name, edrpou, type, status }),
  });
}

type Changeable = Pick<LegalEntityDetails, 'name' | 'edrpou' | 'type' | 'status'>;
type StoredChange<Facts> = {
  rules: readonly Rule<Facts>[];
  action: string;
  reason: string;
  wanted(stored: Changeable): Changeable;
};

/** Judges a version, and writes over that version alone: of two at once the second is judged by what the first has written. */
function changeStored<Facts>(
  { db, stamp, observeRefusal }: Change,
  { id, preconditions }: Which,
  { rules, action, reason, wanted }: StoredChange<Facts>,
): Promise<LegalEntityDetails> {
  return untilWritten(async () => {
    const [row] = isUuid(id) ? await findLegalEntityToChange(db, [id]) : [];
    const stored = row === undefined ? null : viewDetails(row);
    const next = wanted(stored ?? NOTHING);
    const conditionsHold = stored === null || preconditionsHold(preconditions, validatorsOf(stored));
    const facts = { ...next, stored, conditionsHold, types: row?.types ?? [] };
    enforceRules(rules, facts as Facts, observeRefusal);
    const found = stored as LegalEntityDetails;
    const { name, edrpou, type, status } = next;
    if (isSame(found, next)) return found;
    const values = [
      ...stampValues(stamp),
      reason,
      found.id,
      row?.version,
      action,
      name,
      edrpou,
      type,
      status,
    ];
    const [written] = await updateLegalEntity(db, values);
    return written && { ...written, license: found.license };
  });
}

/** What rules look at where there is nothing: the first of them refuses it. */
const NOTHING: Changeable = { name: '', edrpou: '', type: '', status: 'CLOSED' };

const isSame = (one: Changeable, other: Changeable): boolean =>
  (['name', 'edrpou', 'type', 'status'] as const).every((key) => one[key] === other[key]);

async function untilWritten<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  for (let count = 1; count <= MAX_ATTEMPTS; count++) {
    const written = await attempt();
    if (written !== undefined) return written;
  }
  throw unavailable('the legal entity keeps changing');
}

import { type Case, single } from '../case.ts';
import { LICENSES } from './bodies.ts';
import { list, listed, NOT_FOUND } from './read.ts';
import { additionalOf } from './stored.ts';

const SAME_BYTES = 'Any other → 404 `License was not found`, the same bytes.';

/** History of own licences, and what may be added: SPEC 5. */
export const historyCases: readonly Case[] = [
  single(
    '5/history',
    "Who changed a licence of the token's legal entity, when and how, oldest first.",
    'Історія власної ліцензії: хто, коли, що змінив.',
    list((scene) => `${LICENSES}/${additionalOf(scene, 'reader').id}/history`),
    {
      status: 200,
      holds(answer) {
        const keys = Object.keys(listed(answer)[0] ?? {})
          .toSorted()
          .join();
        return keys === 'action,actor_email,actor_id,changes,client_id,inserted_at,request_id'
          ? undefined
          : `the keys of its first entry are ${keys || 'none'}`;
      },
    },
    ['additional:reader'],
  ),
  single(
    '5/history-foreign',
    SAME_BYTES,
    'Історія чужої ліцензії: 404, наче її немає.',
    list((scene) => `${LICENSES}/${additionalOf(scene, 'neighbour').id}/history`),
    NOT_FOUND,
    ['additional:neighbour'],
  ),
  single(
    '5/history-missing',
    SAME_BYTES,
    'Такої ліцензії немає: 404.',
    list(({ uuid }) => `${LICENSES}/${uuid}/history`),
    NOT_FOUND,
  ),
  single(
    '5/additional-types',
    '`license_id` is its active licence of that type, or null.',
    'Що ще можна додати; для наявної ліцензії — її id.',
    list(`${LICENSES}/additional_types`),
    {
      status: 200,
      holds(answer, scene) {
        const held = (type: unknown) =>
          scene.licenses('reader').find((each) => each.type === type)?.id ?? null;
        const wrong = listed(answer).find(
          ({ type, description, license_id }) => typeof description !== 'string' || license_id !== held(type),
        );
        return wrong && `not so: ${JSON.stringify(wrong).slice(0, 300)}`;
      },
    },
  ),
];

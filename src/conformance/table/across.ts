import { type Case, type SentRequest, single } from '../case.ts';
import { all, listed } from './read.ts';
import { primaryOf } from './stored.ts';

const across = (path: SentRequest['path']): SentRequest => ({ method: 'GET', path, as: 'registry' });
const ADMIN = '/api/admin/licenses';
/** Licences across legal entities: SPEC 5. */
export const acrossCases: readonly Case[] = [
  single(
    '5/across-of-nobody',
    'At least one of `legal_entity_id` and `expires_before` (422 otherwise).',
    'Без legal_entity_id і expires_before: 422.',
    across(ADMIN),
    { status: 422 },
  ),
  single(
    '5/across-of-one',
    'With `legal_entity_id`: all active licences of it, primary first.',
    'Усі активні ліцензії закладу, основна перша.',
    across((scene) => `${ADMIN}?legal_entity_id=${primaryOf(scene, 'reader').legal_entity_id}`),
    {
      status: 200,
      holds: (answer, scene) =>
        listed(answer).length === scene.licenses('reader').length && listed(answer)[0]?.is_primary === true
          ? undefined
          : `expected ${scene.licenses('reader').length} licences, the primary one first`,
    },
    ['primary:reader'],
  ),
  single(
    '5/across-expiring',
    '`GET /api/admin/licenses{?legal_entity_id,type,is_primary,expires_before,page,page_size}`.',
    'Ліцензії, що закінчуються до дня.',
    across(({ today }) => `${ADMIN}?expires_before=${today}`),
    all('ones that expire', ({ expiry_date }) => typeof expiry_date === 'string'),
  ),
];

import { type Case, type SentRequest, single } from '../case.ts';
import { TOKEN_INVALID } from './literal.ts';
import { primaryOf } from './stored.ts';

const me = (rest: Partial<SentRequest>): SentRequest => ({ method: 'GET', path: '/auth/me', ...rest });
const KEYS = 'client_id,client_name,client_type,email,expires_at,legal_entity,roles,scopes,user_id';

/** Who calls: SPEC 11.2. */
export const identityCases: readonly Case[] = [
  single(
    '11.2/me',
    '`GET /auth/me`: whoever the token is for.',
    'Токен каже, хто ви і для якого закладу.',
    me({ as: 'reader' }),
    {
      status: 200,
      holds({ body }, scene) {
        const found = (body as { data?: Record<string, unknown> } | undefined)?.data ?? {};
        const keys = Object.keys(found).toSorted().join();
        if (keys !== KEYS) return `its keys are ${keys}`;
        const { id } = (found.legal_entity ?? {}) as { id?: unknown };
        const own = primaryOf(scene, 'reader').legal_entity_id;
        return found.client_id === own && id === own ? undefined : `expected client and legal entity ${own}`;
      },
    },
    ['primary:reader'],
  ),
  single('11.2/me-nobody', '`GET /auth/me`: any token.', 'Без токена: 401.', me({}), {
    status: 401,
    error: TOKEN_INVALID,
  }),
];

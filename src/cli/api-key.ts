import type { Command } from 'commander';
import { issueApiKey, revokeApiKey } from '../auth/issue.ts';
import { violatedConstraint } from '../platform/database/postgres-errors.ts';
import { requireUuid } from './arguments.ts';
import { commandGroup, outcomeCommand } from './command.ts';
import { API_KEY_LIST } from './credential-lists.ts';
import { listCommand } from './list.ts';
import { describeRevocation } from './revocation.ts';
import { withDatabase } from './with-database.ts';

/** `esoz api-key issue`, `revoke` and `list`. */
export function apiKeyCommand(): Command {
  const issue = outcomeCommand<{ json?: true; client: string }>(
    'issue',
    'issue an API key; its value is shown once',
    issueAction,
  ).requiredOption('--client <id>', 'client of the MIS');
  const revoke = outcomeCommand(
    'revoke',
    'revoke an API key, effective at once on every process',
    revokeAction,
  ).argument('<id>', 'id of the key, as issue and list print it');
  return commandGroup('api-key', 'API keys of medical information systems', [
    issue,
    revoke,
    listCommand(API_KEY_LIST),
  ]);
}

async function issueAction({ client }: { client: string }) {
  const clientId = requireUuid('--client', client);
  const key = await withDatabase('api-key issue', ({ pool, stamp }) =>
    issueApiKey(pool, stamp, clientId).catch((error) => {
      if (violatedConstraint(error) !== 'api_keys_client_id_fkey') throw error;
      throw new Error('There is no client with this id.', { cause: error });
    }),
  );
  return {
    text: `${key.value}\n  id ${key.id}; the value is not shown again`,
    json: { id: key.id, value: key.value, client_id: clientId },
  };
}

async function revokeAction(_options: object, id?: string) {
  const keyId = requireUuid('the id', id as string);
  const outcome = await withDatabase('api-key revoke', ({ pool, stamp }) => revokeApiKey(pool, stamp, keyId));
  return describeRevocation('API key', keyId, outcome);
}

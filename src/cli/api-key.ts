import type { Command } from 'commander';
import { issueApiKey, rotateApiKey } from '../clients/credentials/issue.ts';
import { revokeApiKey } from '../clients/credentials/revoke.ts';
import { requireUuid } from './arguments.ts';
import { withChange } from './change.ts';
import { commandGroup, outcomeCommand } from './command.ts';
import { API_KEY_LIST } from './credential-lists.ts';
import { listCommand } from './list.ts';
import { describeRevocation } from './revocation.ts';

/** `esoz api-key issue`, `rotate`, `revoke` and `list`. */
export function apiKeyCommand(): Command {
  const issue = outcomeCommand<{ json?: true; client: string }>(
    'issue',
    'issue an API key; its value is shown once',
    issueAction,
  ).requiredOption('--client <id>', 'client of the MIS');
  const rotate = outcomeCommand<{ json?: true; immediately?: true }>(
    'rotate',
    'issue a successor, whose value is shown once; the key itself ends in 24 hours',
    rotateAction,
  )
    .argument('<id>', 'id of the key, as issue and list print it')
    .option('--immediately', 'the key itself ends at once');
  const revoke = outcomeCommand(
    'revoke',
    'revoke an API key, effective at once on every process',
    revokeAction,
  ).argument('<id>', 'id of the key, as issue and list print it');
  return commandGroup('api-key', 'API keys of medical information systems', [
    issue,
    rotate,
    revoke,
    listCommand(API_KEY_LIST),
  ]);
}

async function issueAction({ client }: { client: string }) {
  const clientId = requireUuid('--client', client);
  const key = await withChange('api-key issue', (change) => issueApiKey(change, clientId));
  return {
    text: `${key.value}\n  id ${key.id}; the value is not shown again`,
    json: { id: key.id, value: key.value, client_id: clientId },
  };
}

async function rotateAction({ immediately }: { immediately?: true }, id?: string) {
  const which = { id: requireUuid('the id', id as string), immediately: immediately === true };
  const key = await withChange('api-key rotate', (change) => rotateApiKey(change, which));
  const former = key.formerExpiresAt === null ? 'has ended' : `ends at ${key.formerExpiresAt}`;
  return {
    text: `${key.value}\n  id ${key.id}; the value is not shown again\n  the key before it ${former}`,
    json: {
      id: key.id,
      value: key.value,
      client_id: key.clientId,
      former_id: which.id,
      former_expires_at: key.formerExpiresAt,
    },
  };
}

async function revokeAction(_options: object, id?: string) {
  const keyId = requireUuid('the id', id as string);
  const outcome = await withChange('api-key revoke', (change) => revokeApiKey(change, keyId));
  return describeRevocation('API key', keyId, outcome);
}

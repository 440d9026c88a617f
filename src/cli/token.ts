import type { Command } from 'commander';
import { issueToken } from '../clients/credentials/issue.ts';
import { revokeFamilyOf, revokeToken } from '../clients/credentials/revoke.ts';
import { violatedConstraint } from '../platform/database/postgres-errors.ts';
import { requireSeconds, requireUuid } from './arguments.ts';
import { withChange } from './change.ts';
import { commandGroup, outcomeCommand } from './command.ts';
import { TOKEN_LIST } from './credential-lists.ts';
import { listCommand } from './list.ts';
import { UsageError } from './outcome.ts';
import { describeRevocation } from './revocation.ts';

type IssueOptions = { json?: true; client: string; user: string; scope: string; ttl: string };

/** `esoz token issue`, `revoke` and `list`. */
export function tokenCommand(): Command {
  const issue = outcomeCommand<IssueOptions>(
    'issue',
    'issue a bearer token; its value is shown once',
    issueAction,
  )
    .requiredOption('--client <id>', 'client, whose id is that of the legal entity')
    .requiredOption('--user <id>', 'user in whose name calls are made')
    .requiredOption('--scope <scopes>', 'scopes, separated by spaces')
    .option('--ttl <seconds>', 'lifetime', '2592000');
  const revoke = outcomeCommand<{ json?: true; family?: true }>(
    'revoke',
    'revoke a token, effective at once on every process',
    revokeAction,
  )
    .argument('<id>', 'id of the token, as issue and list print it')
    .option('--family', 'with everything else that came of the same sign-in: code, refresh tokens, tokens');
  return commandGroup('token', 'bearer tokens', [issue, revoke, listCommand(TOKEN_LIST)]);
}

async function issueAction(options: IssueOptions) {
  const clientId = requireUuid('--client', options.client);
  const userId = requireUuid('--user', options.user);
  const ttlSeconds = requireSeconds('--ttl', options.ttl);
  const scope = options.scope.trim().split(/\s+/).join(' ');
  if (scope === '')
    throw new UsageError('--scope must name at least one scope, e.g. "license:write license:read"');
  const token = await withChange('token issue', (change) =>
    issueToken(change, { clientId, userId, scope, ttlSeconds }).catch(asUnknownReference),
  );
  return {
    text: `${token.value}\n  id ${token.id}, expires ${token.expiresAt}; the value is not shown again`,
    json: {
      id: token.id,
      value: token.value,
      expires_at: token.expiresAt,
      scope,
      client_id: clientId,
      user_id: userId,
    },
  };
}

function asUnknownReference(error: unknown): never {
  const constraint = violatedConstraint(error);
  if (constraint === 'tokens_client_id_fkey')
    throw new Error('There is no client with this id.', { cause: error });
  if (constraint === 'tokens_user_id_fkey')
    throw new Error('There is no user with this id.', { cause: error });
  throw error;
}

async function revokeAction({ family }: { family?: true }, id?: string) {
  const tokenId = requireUuid('the id', id as string);
  const revoke = family ? revokeFamilyOf : revokeToken;
  const outcome = await withChange('token revoke', (change) => revoke(change, tokenId));
  return describeRevocation(family ? 'The family of token' : 'Token', tokenId, outcome);
}

import type { Command } from 'commander';
import {
  blockConnection,
  changeRedirectUris,
  createConnection,
  refreshSecret,
} from '../clients/connections/change-connections.ts';
import {
  type Connection,
  connectionChangeSchema,
  newConnectionSchema,
} from '../clients/connections/connection.ts';
import { redirectUriMistakes } from '../clients/connections/redirect-uri.ts';
import { requireUuid } from './arguments.ts';
import { requireForm, withChange } from './change.ts';
import { commandGroup, outcomeCommand } from './command.ts';
import { CONNECTION_LIST } from './credential-lists.ts';
import { listCommand } from './list.ts';
import { describeMistakes } from './mistakes.ts';
import { type Outcome, UsageError } from './outcome.ts';

type CreateOptions = { json?: true; client: string; consumer?: string; redirectUri?: string[] };

const REDIRECT_URI = 'https, http on this machine, or a scheme of an app with a dot; all there are to be';

/** `esoz connection create`, `update`, `refresh-secret`, `block`, `unblock` and `list`. */
export function connectionCommand(): Command {
  const create = outcomeCommand<CreateOptions>(
    'create',
    'connect a client with a MIS; its secret is shown once',
    createAction,
  )
    .requiredOption('--client <id>', 'the client, such as that of a legal entity')
    .option('--consumer <id>', 'the client of the MIS; absent: programs of its own')
    .option('--redirect-uri <uri...>', REDIRECT_URI);
  const update = outcomeCommand<{ json?: true; redirectUri: string[] }>(
    'update',
    'change where people are sent back to',
    updateAction,
  )
    .argument('<id>', 'the connection')
    .requiredOption('--redirect-uri <uri...>', REDIRECT_URI);
  const refresh = outcomeCommand<{ json?: true; immediately?: true }>(
    'refresh-secret',
    'give it a new secret, which is shown once; the old one works 24 hours longer',
    refreshAction,
  )
    .argument('<id>', 'the connection')
    .option('--immediately', 'the old one ends at once');
  const blocking = (name: 'block' | 'unblock', description: string) =>
    outcomeCommand<{ json?: true; reason: string }>(name, description, blockAction(name === 'block'))
      .argument('<id>', 'the connection')
      .requiredOption('--reason <text>', 'why; it stands in the audit log');
  return commandGroup('connection', 'connections of clients with medical information systems', [
    create,
    update,
    refresh,
    blocking('block', 'refuse its secret and its tokens, at once on every process'),
    blocking('unblock', 'let it in again'),
    listCommand(CONNECTION_LIST),
  ]);
}

async function createAction({ client, consumer = client, redirectUri = [] }: CreateOptions) {
  const given = { client_id: client, consumer_id: consumer, redirect_uris: redirectUri };
  requireForm(newConnectionSchema, given);
  requireRedirectUris(given);
  const made = await withChange('connection create', (change) => createConnection(change, given));
  const secret = made.secret === null ? 'It has no secret: one side is a public client.' : told(made.secret);
  return { text: `Connection ${made.id} is created.\n${secret}`, json: made };
}

async function updateAction({ redirectUri }: { redirectUri: string[] }, id?: string) {
  const connectionId = requireUuid('the id', id as string);
  const given = { redirect_uris: redirectUri };
  requireForm(connectionChangeSchema, given);
  requireRedirectUris(given);
  const connection = await withChange('connection update', (change) =>
    changeRedirectUris(change, connectionId, redirectUri),
  );
  return shown(connection, 'is as given');
}

async function refreshAction({ immediately }: { immediately?: true }, id?: string) {
  const which = {
    id: requireUuid('the id', id as string),
    clientId: null,
    immediately: immediately === true,
  };
  const connection = await withChange('connection refresh-secret', (change) => refreshSecret(change, which));
  const until = connection.former_secret_expires_at;
  const former = until === null ? 'No other secret works.' : `The old one works until ${until}.`;
  return { text: `${told(connection.secret)}\n${former}`, json: connection };
}

const blockAction =
  (isBlocked: boolean) =>
  async ({ reason }: { reason: string }, id?: string): Promise<Outcome> => {
    const which = { id: requireUuid('the id', id as string), isBlocked, reason };
    const connection = await withChange('connection block', (change) => blockConnection(change, which));
    return shown(connection, isBlocked ? 'is blocked' : 'is not blocked');
  };

/** What a schema cannot express. */
function requireRedirectUris(given: { redirect_uris: string[] }): void {
  const mistakes = redirectUriMistakes(given);
  if (mistakes.length > 0) throw new UsageError(describeMistakes(mistakes));
}

const told = (secret: string) => `Its secret, shown this once: ${secret}`;

const shown = (connection: Connection, what: string): Outcome => ({
  text: `Connection ${connection.id} (${connection.client_name} with ${connection.consumer_name}) ${what}.`,
  json: connection,
});

import type { Command } from 'commander';
import { blockClient, changeClient, createClient } from '../clients/clients/change-clients.ts';
import {
  type Client,
  type ClientChange,
  clientChangeSchema,
  type NewClient,
  newClientSchema,
} from '../clients/clients/client.ts';
import { requireUuid } from './arguments.ts';
import { requireForm, withChange } from './change.ts';
import { commandGroup, outcomeCommand } from './command.ts';
import { CLIENT_LIST } from './credential-lists.ts';
import { listCommand } from './list.ts';
import { type Outcome, UsageError } from './outcome.ts';

type ChangeOptions = { json?: true; name?: string; accessType?: string; scope?: string };
type CreateOptions = ChangeOptions & { id?: string; type: string; public?: true };

const ACCESS_TYPE = 'DIRECT, or BROKER: its tokens count together with the API key of a MIS alone';

/** `esoz client create`, `update`, `block`, `unblock` and `list`. */
export function clientCommand(): Command {
  const create = outcomeCommand<CreateOptions>('create', 'create a client', createAction)
    .requiredOption('--name <name>', 'what people who sign in are told')
    .requiredOption('--type <type>', 'such as MSP, MIS, NHS')
    .requiredOption('--scope <scopes>', 'what its tokens may carry, separated by spaces')
    .option('--id <id>', 'that of its legal entity; absent: a new one')
    .option('--access-type <type>', ACCESS_TYPE)
    .option('--public', 'it can keep no secret, and must use PKCE');
  const update = outcomeCommand<ChangeOptions>('update', 'change what is given', updateAction)
    .argument('<id>', 'the client')
    .option('--name <name>', 'what people who sign in are told')
    .option('--access-type <type>', ACCESS_TYPE)
    .option('--scope <scopes>', 'all that its tokens may carry from now on, separated by spaces');
  const blocking = (name: 'block' | 'unblock', description: string) =>
    outcomeCommand<{ json?: true; reason: string }>(name, description, blockAction(name === 'block'))
      .argument('<id>', 'the client')
      .requiredOption('--reason <text>', 'why; it stands in the audit log');
  return commandGroup('client', 'clients: whom tokens and API keys belong to', [
    create,
    update,
    blocking('block', 'refuse its tokens, keys and sign-ins, at once on every process'),
    blocking('unblock', 'let it in again'),
    listCommand(CLIENT_LIST),
  ]);
}

const scopesIn = (scope: string) => scope.split(' ').filter((name) => name !== '');

async function createAction({ id, name, type, scope, accessType, public: isPublic }: CreateOptions) {
  const body = {
    ...(id === undefined ? {} : { id }),
    name,
    type,
    scopes: scopesIn(scope as string),
    ...(accessType === undefined ? {} : { access_type: accessType }),
    is_public: isPublic === true,
  };
  requireForm(newClientSchema, body);
  const client = await withChange('client create', (change) => createClient(change, body as NewClient));
  return shown(client, 'is created');
}

async function updateAction({ name, scope, accessType }: ChangeOptions, id?: string) {
  const clientId = requireUuid('the id', id as string);
  const body = {
    ...(name === undefined ? {} : { name }),
    ...(accessType === undefined ? {} : { access_type: accessType }),
    ...(scope === undefined ? {} : { scopes: scopesIn(scope) }),
  };
  requireForm(clientChangeSchema, body);
  if (Object.keys(body).length === 0) throw new UsageError('give --name, --access-type or --scope');
  const client = await withChange('client update', (change) =>
    changeClient(change, clientId, body as ClientChange),
  );
  return shown(client, 'is as given');
}

const blockAction =
  (isBlocked: boolean) =>
  async ({ reason }: { reason: string }, id?: string): Promise<Outcome> => {
    const which = { id: requireUuid('the id', id as string), isBlocked, reason };
    const client = await withChange('client block', (change) => blockClient(change, which));
    return shown(client, isBlocked ? 'is blocked' : 'is not blocked');
  };

const shown = (client: Client, what: string): Outcome => ({
  text: `Client ${client.id} (${client.name}) ${what}.`,
  json: client,
});

import type { Command } from 'commander';
import { EVENT_TYPES, parseEventId } from '../events/event.ts';
import { listDeadLetters, listEndpoints } from '../events/webhooks/endpoints.queries.ts';
import {
  addEndpoint,
  removeEndpoint,
  retryDeadLetters,
  rotateSecret,
  setActive,
  WebhookError,
} from '../events/webhooks/endpoints.ts';
import { AddressRefused } from '../events/webhooks/guarded-lookup.ts';
import { requireSeconds, requireUuid } from './arguments.ts';
import { commandGroup, outcomeCommand } from './command.ts';
import { type Outcome, UsageError } from './outcome.ts';
import { tableText } from './table.ts';
import { listenCommand } from './webhook-listen.ts';
import { DEAD_LETTER_COLUMNS, ENDPOINT_COLUMNS } from './webhook-lists.ts';
import { readDatabase, withDatabase } from './with-database.ts';

type AddOptions = { event?: string[]; allowPrivate?: true; after?: string; json?: true };
type RotateOptions = { keepOld: string; json?: true };
type LetterOptions = { endpoint?: string; json?: true };

/** `esoz webhook add`, `list`, `pause`, `resume`, `rotate-secret`, `remove`, `dead-letters`, `retry` and `listen`. */
export function webhookCommand(): Command {
  const add = outcomeCommand(
    'add',
    'send events to an HTTPS endpoint; prints its secret this once',
    addAction,
  )
    .argument('<url>', 'where to: https, without a user')
    .option('--event <type...>', `only these: ${EVENT_TYPES.join(', ')}`)
    .option('--allow-private', 'also where the address is a private one')
    .option('--after <event id>', 'begin behind this event, in place of now');
  const list = outcomeCommand('list', 'every endpoint and how it fares', listAction);
  const pause = outcomeCommand('pause', 'send nothing for now; events wait', activeAction(false)).argument(
    '<id>',
    'the endpoint',
  );
  const resume = outcomeCommand('resume', 'go on where it stopped, at once', activeAction(true)).argument(
    '<id>',
    'the endpoint',
  );
  const rotate = outcomeCommand('rotate-secret', 'give it a new secret; prints it this once', rotateAction)
    .argument('<id>', 'the endpoint')
    .option(
      '--keep-old <seconds>',
      'how long deliveries are signed with the old one too; 0: not at all',
      '86400',
    );
  const remove = outcomeCommand('remove', 'stop sending, and forget its dead letters', removeAction).argument(
    '<id>',
    'the endpoint',
  );
  const letters = outcomeCommand(
    'dead-letters',
    'events that were given up, at most 1000',
    lettersAction,
  ).option('--endpoint <id>', 'of this one only');
  const retry = outcomeCommand('retry', 'try dead letters once more, within seconds', retryAction)
    .argument('[id]', 'the dead letter')
    .option('--endpoint <id>', 'all of this endpoint');
  return commandGroup('webhook', 'endpoints that events are sent to', [
    add,
    list,
    pause,
    resume,
    rotate,
    remove,
    letters,
    retry,
    listenCommand(),
  ]);
}

const MAX_LETTERS = 1_000;

async function addAction(options: AddOptions, url?: string): Promise<Outcome> {
  const after = options.after === undefined ? undefined : parseEventId(options.after);
  if (options.after !== undefined && after === undefined)
    throw new UsageError('--after must be the id of an event, such as evt_734_12');
  const endpoint = {
    url: url as string,
    eventTypes: options.event ?? [],
    allowPrivate: options.allowPrivate === true,
    after,
  };
  const added = await withDatabase('webhook add', ({ pool, config, stamp }) => {
    const policy = { allowPrivate: config.WEBHOOK_ALLOW_PRIVATE };
    return addEndpoint(pool, stamp, endpoint, policy).catch((error) => {
      if (!(error instanceof WebhookError)) throw error;
      const hint = error.cause instanceof AddressRefused ? ': see --allow-private' : '';
      throw new UsageError(`${error.message}${hint}`, { cause: error });
    });
  });
  return {
    text: [
      `Endpoint ${added.id} gets ${added.eventTypes.join(', ')}.`,
      `Its secret, shown this once: ${added.secret}`,
    ].join('\n'),
    json: { id: added.id, secret: added.secret, event_types: added.eventTypes },
  };
}

async function listAction(): Promise<Outcome> {
  const endpoints = await readDatabase('webhook list', ({ pool, clock }) =>
    listEndpoints(pool, [clock.now().toISOString()]),
  );
  return { text: tableText('endpoints', ENDPOINT_COLUMNS, endpoints), json: { endpoints } };
}

const activeAction =
  (isActive: boolean) =>
  async (_options: object, id?: string): Promise<Outcome> => {
    const endpointId = requireUuid('the id', id as string);
    const found = await withDatabase('webhook', ({ pool, stamp }) =>
      setActive(pool, stamp, endpointId, isActive),
    );
    const state = isActive ? 'is active' : 'is paused';
    return {
      text: `Endpoint ${endpointId} ${found ? state : 'does not exist'}.`,
      json: { id: endpointId, found, is_active: isActive },
      exitCode: found ? 0 : 1,
    };
  };

async function rotateAction({ keepOld }: RotateOptions, id?: string): Promise<Outcome> {
  const endpointId = requireUuid('the id', id as string);
  const oldSecondsLeft = keepOld === '0' ? 0 : requireSeconds('--keep-old', keepOld);
  const rotated = await withDatabase('webhook rotate-secret', ({ pool, stamp }) =>
    rotateSecret(pool, stamp, endpointId, oldSecondsLeft),
  );
  if (rotated === undefined)
    return {
      text: `Endpoint ${endpointId} does not exist.`,
      json: { id: endpointId, found: false },
      exitCode: 1,
    };
  const { secret, previousSecretUntil } = rotated;
  return {
    text: [
      `The new secret of endpoint ${endpointId}, shown this once: ${secret}`,
      previousSecretUntil === null
        ? 'The old one is no longer used.'
        : `Until ${previousSecretUntil} deliveries carry a signature by the old one too.`,
    ].join('\n'),
    json: { id: endpointId, found: true, secret, previous_secret_until: previousSecretUntil },
  };
}

async function removeAction(_options: object, id?: string): Promise<Outcome> {
  const endpointId = requireUuid('the id', id as string);
  const removed = await withDatabase('webhook remove', ({ pool, stamp }) =>
    removeEndpoint(pool, stamp, endpointId),
  );
  return {
    text: `Endpoint ${endpointId} ${removed ? 'is removed' : 'does not exist'}.`,
    json: { id: endpointId, removed },
    exitCode: removed ? 0 : 1,
  };
}

async function lettersAction({ endpoint }: LetterOptions): Promise<Outcome> {
  const endpointId = endpoint === undefined ? null : requireUuid('--endpoint', endpoint);
  const letters = await readDatabase('webhook dead-letters', ({ pool }) =>
    listDeadLetters(pool, [endpointId, MAX_LETTERS]),
  );
  return { text: tableText('dead letters', DEAD_LETTER_COLUMNS, letters), json: { dead_letters: letters } };
}

async function retryAction({ endpoint }: LetterOptions, id?: string): Promise<Outcome> {
  if ((id === undefined) === (endpoint === undefined))
    throw new UsageError('name either a dead letter or --endpoint');
  if (id !== undefined && !/^\d{1,18}$/.test(id)) throw new UsageError('the dead letter must be a number');
  const which =
    id === undefined ? { endpointId: requireUuid('--endpoint', endpoint as string) } : { letterId: id };
  const retried = await withDatabase('webhook retry', ({ pool, stamp }) =>
    retryDeadLetters(pool, stamp, which),
  );
  return {
    text:
      retried.length === 0 ? 'There is no such dead letter.' : `To be tried again: ${retried.join(', ')}.`,
    json: { retried },
    exitCode: retried.length === 0 ? 1 : 0,
  };
}

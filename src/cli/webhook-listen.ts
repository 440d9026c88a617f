import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Command } from 'commander';
import { loadClientConfig, webhookSecret } from '../config/client-variables.ts';
import { loadConfig } from '../config/load.ts';
import { localUrl } from '../config/local-url.ts';
import { addEndpoint, removeEndpoint } from '../events/webhooks/endpoints.ts';
import { createReceiver, type Received } from '../events/webhooks/receiver.ts';
import { visible } from '../platform/visible.ts';
import { joinDatabase } from '../start/open-database.ts';
import { requireNumber } from './arguments.ts';
import { askForSecret } from './ask-secret.ts';
import { printDocument, printFailure, UsageError } from './outcome.ts';
import { stopSignal } from './until-stopped.ts';
import { withDatabase } from './with-database.ts';

type ListenOptions = { json?: true; port: string; status: string; register?: true };

/** `esoz webhook listen`: runs until SIGTERM or SIGINT. */
export function listenCommand(): Command {
  return new Command('listen')
    .description('a receiver for trying webhooks out: verifies signatures, prints what arrives')
    .option('--port <number>', 'port on this machine; 0 takes any free one', '4020')
    .option('--register', 'add it to the product of this environment, and remove it at the end')
    .option('--status <status>', 'answer genuine deliveries with it; 500 shows how they are repeated', '204')
    .option('--json', 'print a JSON document a line: first where it listens, then each delivery')
    .addHelpText(
      'after',
      `
Its secret: with --register the product tells it; else ESOZ_WEBHOOK_SECRET or ESOZ_WEBHOOK_SECRET_FILE, or type it once it
runs. Until it is known deliveries are answered 503, and come again. See docs/how-to/receive-events.md.`,
    )
    .action(listen);
}

async function listen(options: ListenOptions): Promise<void> {
  const stopped = stopSignal();
  try {
    const port = requireNumber('--port', options.port, 0, 65_535);
    const status = requireNumber('--status', options.status, 200, 599);
    let secret = loadClientConfig(process.env).ESOZ_WEBHOOK_SECRET;
    const print = options.json ? printJson : printText;
    const server = createReceiver({
      secret: () => secret,
      status,
      nowSeconds: () => Math.floor(Date.now() / 1000),
      onReceived: print,
    });
    await listenOn(server, port);
    const url = localUrl('127.0.0.1', (server.address() as AddressInfo).port) as string;
    const registered = options.register ? await register(url) : undefined;
    secret = registered?.secret ?? secret;
    announce(url, registered?.id, secret !== undefined, options.json === true);
    if (secret === undefined)
      askForSecret((line) => {
        secret = webhookSecret(line);
      });
    await stopped;
    server.close();
    server.closeAllConnections();
    if (registered !== undefined) await unregister(registered.id);
    process.exit(0);
  } catch (error) {
    printFailure(error, options.json === true);
    process.exit(process.exitCode ?? 1);
  }
}

/** Only to this machine: what is tried out is nobody else's. @throws UsageError when the port is taken */
function listenOn(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      const message = `port ${port} cannot be used (${error.code}): choose another with --port`;
      reject(isTaken ? new UsageError(message, { cause: error }) : error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

/** Nobody but this process learns the secret. */
async function register(url: string): Promise<{ id: string; secret: string }> {
  const running = await joinDatabase(loadConfig(process.env));
  if (running === undefined)
    throw new Error('Nothing runs under DATA_DIR: start the product first (esoz start).');
  const endpoint = { url, eventTypes: [], allowPrivate: true, after: undefined };
  return withDatabase('webhook listen', ({ pool, stamp }) =>
    addEndpoint(pool, stamp, endpoint, { allowPrivate: true }),
  );
}

function unregister(id: string): Promise<boolean> {
  return withDatabase('webhook listen', ({ pool, stamp }) => removeEndpoint(pool, stamp, id));
}

function announce(url: string, id: string | undefined, hasSecret: boolean, asJson: boolean): void {
  const command = `esoz webhook add ${url} --allow-private`;
  if (asJson) {
    const document = { listening: url, endpoint_id: id, ...(id === undefined ? { register: command } : {}) };
    printDocument(document);
    return;
  }
  const next =
    id !== undefined
      ? [
          `Registered as endpoint ${id} until you stop. What a running product commits from now on arrives here.`,
        ]
      : [`Register it where the product is:\n\n  ${command}\n`];
  const ask = hasSecret
    ? []
    : ['Paste the secret that it prints (whsec_…; it is not shown) and press Enter.'];
  process.stdout.write(`${[`Listening on ${url}.`, ...next, ...ask, 'Stop with Ctrl-C.'].join('\n')}\n`);
}

function printJson({ id, fault, isRepeated, event, status }: Received): void {
  const document = {
    webhook_id: id,
    genuine: fault === undefined,
    fault,
    repeated: isRepeated,
    status,
    event,
  };
  printDocument(document);
}

/** A line, and what the event says; whoever it came from, a terminal shows it as text. */
function printText({ id, fault, isRepeated, event, status }: Received): void {
  const time = new Date().toISOString().slice(11, 19);
  const { type, resource, resource_id, payload } = (event ?? {}) as Record<string, unknown>;
  const what =
    fault === undefined
      ? `${String(type)} ${String(resource)} ${String(resource_id)}${isRepeated ? ', once more' : ''}, genuine`
      : `refused: ${fault}`;
  const lines = [`${time}  ${id ?? 'no webhook-id'}  ${what}, answered ${status}`];
  if (payload !== undefined)
    lines.push(
      ...JSON.stringify(payload, null, 2)
        .split('\n')
        .map((line) => `  ${line}`),
    );
  process.stdout.write(`${lines.map(visible).join('\n')}\n`);
}

import type { Command } from 'commander';
import { commandGroup } from './command.ts';
import { CLIENT_LIST } from './credential-lists.ts';
import { listCommand } from './list.ts';

/** `esoz client list`. */
export function clientCommand(): Command {
  return commandGroup('client', 'clients: whom tokens and API keys belong to', [listCommand(CLIENT_LIST)]);
}

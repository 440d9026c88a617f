import type { Command } from 'commander';
import { commandGroup } from './command.ts';
import { USER_LIST } from './credential-lists.ts';
import { listCommand } from './list.ts';

/** `esoz user list`. */
export function userCommand(): Command {
  return commandGroup('user', 'people, in whose name calls are made', [listCommand(USER_LIST)]);
}

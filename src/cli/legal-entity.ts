import type { Command } from 'commander';
import { legalEntityImport } from '../import/legal-entity/kind.ts';
import { commandGroup } from './command.ts';
import { importCommand } from './import.ts';

/** `esoz legal-entity import`. */
export function legalEntityCommand(): Command {
  return commandGroup('legal-entity', 'legal entities in bulk', [
    importCommand(legalEntityImport, 'legal entities'),
  ]);
}

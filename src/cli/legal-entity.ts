import type { Command } from 'commander';
import { LEGAL_ENTITY_COLUMNS } from '../import/legal-entity/columns.ts';
import { legalEntitiesToExport } from '../import/legal-entity/export.queries.ts';
import { legalEntityImport } from '../import/legal-entity/kind.ts';
import { legalEntityUpdate } from '../import/legal-entity/update/kind.ts';
import { commandGroup } from './command.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { templateCommand } from './template.ts';

/** `esoz legal-entity import`, `export` and `template`. */
export function legalEntityCommand(): Command {
  return commandGroup('legal-entity', 'legal entities in bulk', [
    importCommand({ add: legalEntityImport, update: legalEntityUpdate }, 'legal entities'),
    exportCommand('legal-entity', 'all legal entities', () => ({
      columns: LEGAL_ENTITY_COLUMNS,
      ...legalEntitiesToExport,
    })),
    templateCommand(LEGAL_ENTITY_COLUMNS, 'legal entities'),
  ]);
}

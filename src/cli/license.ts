import type { Command } from 'commander';
import { LICENSE_COLUMNS } from '../import/license/columns.ts';
import { licensesToExport } from '../import/license/export.queries.ts';
import { licenseImport } from '../import/license/kind.ts';
import { licenseUpdate } from '../import/license/update/kind.ts';
import { requireUuid } from './arguments.ts';
import { commandGroup } from './command.ts';
import { exportCommand, type TableFlags } from './export.ts';
import { importCommand } from './import.ts';
import { templateCommand } from './template.ts';

type ExportFlags = TableFlags & { legalEntity?: string };

/** `esoz license import`, `export` and `template`. */
export function licenseCommand(): Command {
  const exporting = exportCommand('license', 'all active licences', ({ legalEntity }: ExportFlags) => {
    const id = legalEntity === undefined ? undefined : requireUuid('--legal-entity', legalEntity);
    return { columns: LICENSE_COLUMNS, ...licensesToExport(id) };
  }).option('--legal-entity <id>', 'only the licences of this legal entity');
  return commandGroup('license', 'licences in bulk', [
    importCommand({ add: licenseImport, update: licenseUpdate }, 'licences'),
    exporting,
    templateCommand(LICENSE_COLUMNS, 'licences'),
  ]);
}

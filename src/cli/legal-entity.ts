import type { Command } from 'commander';
import { LEGAL_ENTITY_COLUMNS } from '../import/legal-entity/columns.ts';
import { legalEntitiesToExport } from '../import/legal-entity/export.queries.ts';
import { legalEntityImport } from '../import/legal-entity/kind.ts';
import { legalEntityUpdate } from '../import/legal-entity/update/kind.ts';
import {
  type Correction,
  correctionSchema,
  type NewLegalEntity,
  newLegalEntitySchema,
  type StatusChange,
  statusChangeSchema,
} from '../legal-entities/change/bodies.ts';
import {
  changeLegalEntityStatus,
  correctLegalEntity,
  createLegalEntity,
} from '../legal-entities/change/change.ts';
import type { LegalEntityDetails } from '../legal-entities/legal-entities.queries.ts';
import { requireUuid } from './arguments.ts';
import { requireForm, withChange } from './change.ts';
import { commandGroup, outcomeCommand } from './command.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import type { Outcome } from './outcome.ts';
import { templateCommand } from './template.ts';

/** `esoz legal-entity create`, `update`, `status`; in bulk `import`, `export` and `template`. */
export function legalEntityCommand(): Command {
  return commandGroup('legal-entity', 'legal entities, one by one and in bulk', [
    createCommand(),
    updateCommand(),
    statusCommand(),
    importCommand({ add: legalEntityImport, update: legalEntityUpdate }, 'legal entities'),
    exportCommand('legal-entity', 'all legal entities', () => ({
      columns: LEGAL_ENTITY_COLUMNS,
      ...legalEntitiesToExport,
    })),
    templateCommand(LEGAL_ENTITY_COLUMNS, 'legal entities'),
  ]);
}

type Json = { json?: true };
const REASON = ['--reason <text>', 'why; kept in the audit log'] as const;

function createCommand(): Command {
  return outcomeCommand(
    'create',
    'enter a legal entity, and make its client',
    async ({ json: _json, ...body }: NewLegalEntity & Json) => {
      requireForm(newLegalEntitySchema, body);
      return outcomeOf(await withChange('legal-entity create', (change) => createLegalEntity(change, body)));
    },
  )
    .requiredOption('--name <name>', 'its name')
    .requiredOption('--edrpou <digits>', 'its code in the state register, 8 to 10 digits')
    .requiredOption('--type <type>', 'a value of the dictionary LEGAL_ENTITY_TYPE_V2')
    .requiredOption(...REASON)
    .option('--id <id>', 'the id that the national registry has given it');
}

function updateCommand(): Command {
  return outcomeCommand(
    'update',
    'set right what was entered wrongly',
    async ({ json: _json, ...body }: Correction & Json, id?: string) => {
      const which = { id: requireUuid('the id', id as string), preconditions: {} };
      requireForm(correctionSchema, body);
      return outcomeOf(
        await withChange('legal-entity update', (change) => correctLegalEntity(change, which, body)),
      );
    },
  )
    .argument('<id>', 'the legal entity')
    .option('--name <name>', 'its name')
    .option('--edrpou <digits>', 'its code in the state register')
    .option('--type <type>', 'a value of the dictionary LEGAL_ENTITY_TYPE_V2')
    .requiredOption(...REASON);
}

function statusCommand(): Command {
  return outcomeCommand(
    'status',
    'change its status; CLOSED and REORGANIZED are for ever',
    async ({ reason }: { reason: string } & Json, id?: string, status?: string) => {
      const which = { id: requireUuid('the id', id as string), preconditions: {} };
      const body = { status, reason } as StatusChange;
      requireForm(statusChangeSchema, body);
      return outcomeOf(
        await withChange('legal-entity status', (change) => changeLegalEntityStatus(change, which, body)),
      );
    },
  )
    .argument('<id>', 'the legal entity')
    .argument('<status>', 'ACTIVE, SUSPENDED, CLOSED or REORGANIZED')
    .requiredOption(...REASON);
}

const outcomeOf = (details: LegalEntityDetails): Outcome => ({
  text: `Legal entity ${details.id}: ${details.name}, ЄДРПОУ ${details.edrpou}, ${details.type}, ${details.status}.`,
  json: details,
});

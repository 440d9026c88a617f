import { Readable } from 'node:stream';
import { Command } from 'commander';
import type { Column } from '../import/columns.ts';
import { templateOf } from '../import/template.ts';
import { tableCommand } from './export.ts';

/** `template`: a table to fill in, without a database. */
export function templateCommand(columns: readonly Column[], plural: string): Command {
  return tableCommand(
    new Command('template').description(`write an empty table for ${plural}, with one example`),
    async ({ output }, form, write) => {
      await write(Readable.from([templateOf(columns, form)]));
      return {
        text: `${output}: fill it in, without the example, and import it.`,
        json: { output, columns: columns.map(({ name }) => name) },
      };
    },
  );
}

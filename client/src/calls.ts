import type { components } from './schema.ts';

/** Everything that the document of the API gives a name: `Schemas['License']`. */
export type Schemas = components['schemas'];
export type Calls = Schemas['Calls'];

/** A method of the API. */
export type OperationId = keyof Calls;
/** Codes of the errors that a method can answer. */
export type RefusalCode<Id extends OperationId> = Calls[Id]['refusals'];

import type { PageDefinition } from '../pages.ts';

export const registryPages: readonly PageDefinition[] = [];

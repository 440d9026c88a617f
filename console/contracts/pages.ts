import type { PageDefinition } from '../pages.ts';

export const contractsPages: readonly PageDefinition[] = [];

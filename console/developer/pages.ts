import type { PageDefinition } from '../pages.ts';

export const developerPages: readonly PageDefinition[] = [];

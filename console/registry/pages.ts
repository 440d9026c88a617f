import type { PageDefinition } from '../pages.ts';
import { oversightPages } from './oversight.ts';

export const registryPages: readonly PageDefinition[] = [...oversightPages];

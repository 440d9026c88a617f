import type { ComponentType } from 'preact';
import type { PageProps } from './console.ts';
import type { Texts } from './language/language.ts';
import type { Scope } from './session/scopes.ts';

/** A page as its part declares it. */
export type PageDefinition = {
  path: string;
  title: Texts<string>;
  /** What its reader must be allowed; without all of them it says so. */
  scopes: readonly Scope[];
  /** And at least one of these. */
  anyOf?: readonly Scope[];
  /** Whether it stands in the navigation. */
  inNavigation?: true;
  /** Its part of the program, loaded when it is first shown. */
  load(): Promise<{ default: ComponentType<PageProps> }>;
};

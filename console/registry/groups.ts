import { inLanguages, type Texts } from '../language/language.ts';
import type { PageDefinition } from '../page-definition.ts';

/** The first page of the administration lists its pages by what they are about. */
export type RegistryPage = PageDefinition & {
  group?: keyof typeof GROUPS;
  /** What one does there, in a sentence. */
  about?: Texts<string>;
};

export const GROUPS = {
  who: inLanguages('Хто працює з реєстром', 'Who works with the registry'),
  access: inLanguages('Чим отримують доступ', 'By what they get access'),
  rules: inLanguages('За якими правилами', 'By which rules'),
  happened: inLanguages('Що сталося', 'What has happened'),
} as const;

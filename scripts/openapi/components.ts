import type { ApiExample, ApiResponse } from '../../src/site/document.ts';
import type { Recorded } from './recorded.ts';
import { COMMON_SCHEMAS, described, type Schemas } from './schemas.ts';
import type { Texts } from './texts.ts';

/** What methods have alike, by name: filled on the way. Beside it what all of them are described with. */
export type Components = {
  schemas: Schemas;
  responses: Record<string, ApiResponse>;
  examples: Record<string, ApiExample>;
  texts: Texts;
  recorded: Recorded;
};

export function commonComponents(texts: Texts, recorded: Recorded): Components {
  const components: Components = { schemas: {}, responses: {}, examples: {}, texts, recorded };
  for (const [name, schema] of Object.entries(COMMON_SCHEMAS))
    components.schemas[name] = described(schema, name, '', components);
  return components;
}

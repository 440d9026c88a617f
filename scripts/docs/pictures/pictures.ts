import { architecturePicture } from './architecture.ts';
import { codeFlow } from './code-flow.ts';
import { licenseStates } from './license-states.ts';
import { performanceChart } from './performance.ts';
import type { Language } from './picture.ts';
import { requestLife } from './request-life.ts';

const FOLDER = 'docs/explanation';

/** Pictures with words come in both languages: `name.svg` and `name.uk.svg`, as pages do. */
const inBoth = (name: string, draw: (language: Language) => Promise<string>) => ({
  [`${FOLDER}/${name}.svg`]: () => draw('en'),
  [`${FOLDER}/${name}.uk.svg`]: () => draw('uk'),
});

/** What `npm run docs` draws. */
export const PICTURES: Readonly<Record<string, () => Promise<string>>> = {
  [`${FOLDER}/architecture.svg`]: architecturePicture,
  [`${FOLDER}/performance.svg`]: performanceChart,
  ...inBoth('request-life', requestLife),
  ...inBoth('license-states', licenseStates),
  ...inBoth('code-flow', codeFlow),
};

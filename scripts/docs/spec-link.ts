import { readSpecification } from '../specification.ts';

/** Turns steps such as `4.2 (6)` into links of pages under `docs/reference/`; a step that is no citation stays a word. */
export async function specLinks(): Promise<(step: string) => string> {
  const specification = await readSpecification();
  return (step) => {
    const anchor = specification.get(step.split(' ')[0] as string)?.anchor;
    return anchor === undefined ? step : `[${step}](../../SPEC.md#${anchor})`;
  };
}

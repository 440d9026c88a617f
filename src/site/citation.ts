/** `4.2 (8)`, `4.2 (13–15)`, `4.2 (–)`: steps of a section of SPEC.md, one of which has no number. */
const STEPS = /^\d+(?:\.\d+)* \([\d–]+\)$/;

export const isCitation = (text: string): boolean => STEPS.test(text);

/** `4.2 (8)` → `4.2-8`, the anchor of step 8 of section 4.2; several steps are found at their first. */
export function stepAnchor(step: string): string {
  const [section = '', rows] = step.split(' ');
  const first = rows?.match(/\d+|–/)?.[0];
  return first === undefined ? section : `${section}-${first}`;
}

/** A line of a text beside another one; `changed` where the other has none like it at this place. */
export type Line = { text: string; changed: boolean };

/** Two texts line by line: what is common keeps its order (longest common subsequence). */
export function linesApart(left: string, right: string): { left: Line[]; right: Line[] } {
  const [one, other] = [left.split('\n'), right.split('\n')];
  const lengths = commonLengths(one, other);
  const length = (at: number, beside: number) => lengths[at]?.[beside] ?? 0;
  const common: [Set<number>, Set<number>] = [new Set(), new Set()];
  for (let at = 0, beside = 0; at < one.length && beside < other.length; ) {
    if (one[at] === other[beside]) {
      common[0].add(at++);
      common[1].add(beside++);
    } else if (length(at + 1, beside) >= length(at, beside + 1)) at++;
    else beside++;
  }
  const lines = (texts: string[], same: Set<number>) =>
    texts.map((text, at) => ({ text, changed: !same.has(at) }));
  return { left: lines(one, common[0]), right: lines(other, common[1]) };
}

/** How many lines from here on are common. */
function commonLengths(one: string[], other: string[]): number[][] {
  const lengths = one.map(() => new Array<number>(other.length + 1).fill(0));
  const from = (at: number, beside: number) => lengths[at]?.[beside] ?? 0;
  for (let at = one.length - 1; at >= 0; at--)
    for (let beside = other.length - 1; beside >= 0; beside--)
      (lengths[at] as number[])[beside] =
        one[at] === other[beside]
          ? from(at + 1, beside + 1) + 1
          : Math.max(from(at + 1, beside), from(at, beside + 1));
  return lengths;
}

export type Change = { name: string; before?: string; after?: string };

/** The fields of two JSON objects that are not alike, values as JSON; none where either is no object. */
export function changedFields(before: unknown, after: unknown): Change[] {
  if (!isObject(before) || !isObject(after)) return [];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({
      name,
      ...(name in before ? { before: JSON.stringify(before[name]) } : {}),
      ...(name in after ? { after: JSON.stringify(after[name]) } : {}),
    }));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

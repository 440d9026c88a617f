/** Longer names are nobody's slip of the pen, and comparing costs the product of the lengths. */
const MAX_LENGTH = 64;

/** @returns which of the known names was most likely meant by one that is none of them; undefined where none is near */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > MAX_LENGTH) return undefined;
  const plain = plainly(name);
  const ranked = known
    .map((candidate) => ({ candidate, distance: distanceOf(plain, plainly(candidate)) }))
    .sort((left, right) => left.distance - right.distance);
  const [nearest] = ranked;
  return nearest !== undefined && nearest.distance <= toleratedIn(plain) ? nearest.candidate : undefined;
}

/** `pageSize`, `page-size` and `page_size` are one name. */
const plainly = (name: string): string => name.toLowerCase().replaceAll(/[_-]/g, '');

/** Of two letters one is half of the name. */
const toleratedIn = ({ length }: string): number => (length <= 2 ? 0 : Math.min(3, Math.ceil(length / 5)));

/** How many letters are missing, too many, wrong or swapped with their neighbour. */
function distanceOf(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const replaced = (last[column - 1] as number) + (isSame ? 0 : 1);
      const added = (current[column - 1] as number) + 1;
      const removed = (last[column] as number) + 1;
      const swapped = isSwapped ? (beforeLast[column - 2] as number) + 1 : Number.POSITIVE_INFINITY;
      current.push(Math.min(replaced, added, removed, swapped));
    }
    beforeLast = last;
    last = current;
  }
  return last[other.length] as number;
}

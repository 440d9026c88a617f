/** The name that was probably meant, or undefined when none is near: at most a third of its letters are different. */
export function nearestName(given: string, names: readonly string[]): string | undefined {
  const lower = given.toLowerCase();
  const [nearest] = names
    .filter((name) => Math.abs(name.length - given.length) <= mostEdits(name))
    .map((name) => ({ name, edits: countEdits(lower, name.toLowerCase()) }))
    .filter(({ name, edits }) => edits <= mostEdits(name))
    .sort((one, other) => one.edits - other.edits);
  return nearest?.name;
}

const mostEdits = (name: string) => Math.max(1, Math.floor(name.length / 3));

/** Letters to insert, remove, replace or swap with their neighbour on the way from one text to the other. */
function countEdits(from: string, to: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_each, at) => at);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] as number) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const swapped = isSwapped ? (beforePrevious[column - 2] as number) + 1 : replaced;
      const [inserted, removed] = [(current[column - 1] as number) + 1, (previous[column] as number) + 1];
      current.push(Math.min(replaced, swapped, inserted, removed));
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[to.length] as number;
}

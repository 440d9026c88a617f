/** JSON text that two values share exactly when they are equal: without blanks, keys in one order. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inside: unknown) =>
    isObject(inside) ? withSortedKeys(inside) : inside,
  );
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const withSortedKeys = (object: object): object =>
  Object.fromEntries(Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)));

import type { ApiDocument, ApiTag, Operation, Reference } from './document.ts';

/** An operation with the place where it stands in the document. */
export type Method = { method: string; path: string; operation: Operation };

/** Every method, in the order of the document. */
export function methodsOf(document: ApiDocument): Method[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

/** The methods of a subject, in the order in which they are read. */
export function methodsOfTag(document: ApiDocument, tag: ApiTag): Method[] {
  const order = tag['x-methods'];
  return methodsOf(document)
    .filter(({ operation }) => order.includes(operation.operationId))
    .toSorted(
      (one, other) => order.indexOf(one.operation.operationId) - order.indexOf(other.operation.operationId),
    );
}

/** What a reference stands for; anything else is itself. Its words may be overridden beside the reference. */
export function resolved<Part extends object>(document: ApiDocument, part: Part | Reference): Part {
  if (!('$ref' in part) || typeof part.$ref !== 'string') return part as Part;
  const { $ref, ...beside } = part;
  const found = $ref
    .slice('#/'.length)
    .split('/')
    .reduce<unknown>((place, name) => (place as Record<string, unknown>)[name], document);
  return { ...(found as Part), ...beside };
}

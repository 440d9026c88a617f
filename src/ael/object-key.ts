/**
 * Where a file lies in its bucket: SPEC 8. `plain` is `{resource_id}/{resource_name}`; `sharded` puts the first
 * two characters of each group of the uuid in front, which spreads listings and disk directories of huge buckets.
 */
export type ObjectKeyLayout = 'plain' | 'sharded';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The folder of a resource, with its closing slash. Pure ASCII: its length is its size in bytes.
 *
 * A uuid has one folder however its letters are written: keys are case-sensitive, uuids are not.
 *
 * @param resourceId a uuid
 * @throws RangeError for anything else: it would be a path chosen by the caller
 */
export function objectKeyPrefix(layout: ObjectKeyLayout, resourceId: string): string {
  const id = resourceId.toLowerCase();
  if (!UUID.test(id)) throw new RangeError('resource_id is not a uuid');
  if (layout === 'plain') return `${id}/`;
  const shards = id.split('-').map((group) => group.slice(0, 2));
  return `${shards.join('/')}/${id}/`;
}

/**
 * The key of an object.
 *
 * @param resourceName a name accepted by `parseFileName`; without it the key is that of the resource itself
 * @throws RangeError where `resourceId` is not a uuid
 */
export function objectKey(layout: ObjectKeyLayout, resourceId: string, resourceName?: string): string {
  const prefix = objectKeyPrefix(layout, resourceId);
  return resourceName === undefined ? prefix.slice(0, -1) : prefix + resourceName;
}

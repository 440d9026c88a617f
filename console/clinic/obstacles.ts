/** What the registry knows of a clinic that decides what it may change: SPEC 4.2, steps 6, 9, 10 and 11. */
export type Standing = {
  canWrite: boolean;
  status: string;
  primary: { expiry_date: string | null } | null;
  today: string;
};

/** Why something cannot be done, the first that the registry would name. */
export type Obstacle = 'scope' | 'status' | 'primary' | 'no-types' | 'all-present' | 'is-primary';

export const isChangeable = (status: string): boolean => status === 'ACTIVE' || status === 'SUSPENDED';

const isPrimaryValid = ({ primary, today }: Pick<Standing, 'primary' | 'today'>): boolean =>
  primary !== null && (primary.expiry_date === null || primary.expiry_date >= today);

function obstacleToAnything({ canWrite, status }: Standing): Obstacle | undefined {
  if (!canWrite) return 'scope';
  return isChangeable(status) ? undefined : 'status';
}

/** @param types what `getAdditionalLicenseTypes` tells: an id says that the type is there, expired or not */
export function obstacleToAdd(
  standing: Standing,
  types: readonly { license_id: string | null }[],
): Obstacle | undefined {
  const first = obstacleToAnything(standing);
  if (first !== undefined) return first;
  if (types.length === 0) return 'no-types';
  if (!isPrimaryValid(standing)) return 'primary';
  return types.every(({ license_id }) => license_id !== null) ? 'all-present' : undefined;
}

export function obstacleToCorrect(
  standing: Standing,
  { is_primary }: { is_primary: boolean },
): Obstacle | undefined {
  if (is_primary) return 'is-primary';
  return obstacleToAnything(standing) ?? (isPrimaryValid(standing) ? undefined : 'primary');
}

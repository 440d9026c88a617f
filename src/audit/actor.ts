/** Who acts when no user does: commands of the operator and worlds. */
export const SYSTEM_USER_ID = '00000000-0000-0000-0000-000000000000';
/** The same as an SQL expression. */
export const SYSTEM_ACTOR = `'${SYSTEM_USER_ID}'`;

/**
 * A column with the e-mail address of whoever did something; null where nobody has one.
 * @param actorId SQL of the user's id
 * @param mayBeTold SQL of whether the reader may know it
 */
export const actorEmail = (actorId: string, mayBeTold = 'true'): string =>
  `(SELECT u.email FROM users u WHERE u.id = ${actorId} AND ${mayBeTold}) AS actor_email`;

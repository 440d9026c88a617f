/**
 * A column with the e-mail address of whoever did something; null where nobody has one.
 * @param actorId SQL of the user's id
 * @param mayBeTold SQL of whether the reader may know it
 */
export const actorEmail = (actorId: string, mayBeTold = 'true'): string =>
  `(SELECT u.email FROM users u WHERE u.id = ${actorId} AND ${mayBeTold}) AS actor_email`;

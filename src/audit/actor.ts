/** Who acts when no user does: commands of the operator and worlds. */
export const SYSTEM_USER_ID = '00000000-0000-0000-0000-000000000000';
/** The same as an SQL expression. */
export const SYSTEM_ACTOR = `'${SYSTEM_USER_ID}'`;

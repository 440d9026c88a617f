import { listRolesRoute } from '../roles/list/route.ts';
import { blockUserRoute } from './block/route.ts';
import { changeEmailRoute } from './change-email/route.ts';
import { createUserRoute } from './create/route.ts';
import { getUserRoute } from './details/route.ts';
import { listUsersRoute } from './list/route.ts';
import { makePasswordLinkRoute } from './make-link/route.ts';
import { setRolesRoute } from './set-roles/route.ts';
import { unblockUserRoute } from './unblock/route.ts';

/** The administration of users and their roles (SPEC 11.5). */
export const userAdministration = [
  listUsersRoute,
  getUserRoute,
  createUserRoute,
  changeEmailRoute,
  setRolesRoute,
  blockUserRoute,
  unblockUserRoute,
  makePasswordLinkRoute,
  listRolesRoute,
];

import type { ChangingServices } from '../../api/changing.ts';
import { type MadeLink, type PasswordLinkKind, passwordLinkUrl } from '../../people/password-links.ts';

/** `publicUrl`: where browsers find the pages; absent: where the request found us. */
export type LinkServices = ChangingServices & { publicUrl: string | undefined };

/** A link as it is shown, this once. */
export const viewLink = (
  { origin }: { origin: string },
  { publicUrl = origin }: LinkServices,
  purpose: PasswordLinkKind,
  { value, expiresAt }: MadeLink,
) => ({ purpose, url: passwordLinkUrl(publicUrl, value), expires_at: expiresAt });

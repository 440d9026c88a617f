/** Of this tab: for which of several legal entities somebody works, where the address does not say it. */
const KEY = 'esoz.legal-entity';

export const lastLegalEntity = (): string | undefined => sessionStorage.getItem(KEY) ?? undefined;

export function rememberLegalEntity(id: string | undefined): void {
  if (id === undefined) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, id);
}

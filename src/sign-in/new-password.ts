import type { PasswordMistake } from '../people/password-rules.ts';
import { type Html, html } from '../platform/html/html.ts';
import { field, type Mistake } from './fields.ts';
import { commonTexts } from './texts.ts';
import type { Visitor } from './visitor.ts';

/** What a form sends that sets a password. */
export type NewPassword = { password?: string; repeated?: string };

/** Twice, since without a script nobody can look at what they have typed. */
export function newPasswordFields(
  { language }: Visitor,
  email: string | null,
  mistakes: readonly Mistake[],
  first = false,
): Html {
  const texts = commonTexts[language];
  const kind = { type: 'password', autocomplete: 'new-password' } as const;
  return html`${email !== null && html`<input type="email" name="email" value="${email}" autocomplete="username" hidden readonly>`}
${field({ ...kind, id: 'password', label: texts.newPassword, hint: texts.passwordHint, first }, mistakes)}
${field({ ...kind, id: 'repeated', label: texts.repeated }, mistakes)}`;
}

/** What can be told before the password rules. */
export function newPasswordMistakes(
  { language }: Visitor,
  { password = '', repeated = '' }: NewPassword,
): Mistake[] {
  const texts = commonTexts[language];
  if (password === '') return [{ field: 'password', text: texts.newPasswordMissing }];
  return password === repeated ? [] : [{ field: 'repeated', text: texts.repeatedDiffers }];
}

/** What the password rules say. */
export const passwordRuleMistake = ({ language }: Visitor, mistake: PasswordMistake): Mistake => ({
  field: 'password',
  text: commonTexts[language].passwordWeak[mistake],
});

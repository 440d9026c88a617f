/**
 * Why the registry takes no file of this name, as far as a page can tell before it asks (SPEC 7.1). The registry decides: what
 * passes here may still be refused there, and then its answer is shown.
 */
export type NameTrouble = 'empty' | 'half' | 'control' | 'bidi' | 'backslash' | 'path' | 'lookAlike' | 'long';

const CONTROL = /[\p{Cc}\u2028\u2029]/u;
const BIDI = /\p{Bidi_Control}/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** Slashes that no compatibility form gives away. */
const SLASHES = /[\u2044\u2215\u2216\u29F5\u29F8\u29F9]/u;
/** Of the name alone; its folder in the store takes some more. */
const MAX_BYTES = 1024;

export function nameTrouble(name: string): NameTrouble | undefined {
  if (name === '') return 'empty';
  if (!name.isWellFormed()) return 'half';
  if (CONTROL.test(name)) return 'control';
  if (BIDI.test(name)) return 'bidi';
  if (name.includes('\\')) return 'backslash';
  const segments = name.split('/');
  if (segments.some(isStep)) return 'path';
  if (SLASHES.test(name) || segments.some(looksLikePath)) return 'lookAlike';
  if (new TextEncoder().encode(name.normalize('NFC')).length > MAX_BYTES) return 'long';
  return undefined;
}

const isStep = (segment: string): boolean => ['', '.', '..'].includes(segment);

function looksLikePath(segment: string): boolean {
  const seen = segment.normalize('NFKC').replace(INVISIBLE, '');
  return isStep(seen) || /[/\\]/.test(seen);
}

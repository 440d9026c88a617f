import { useState } from 'preact/hooks';
import { useConsole } from '../console.ts';
import { forget, keep, readKept } from './kept.ts';

export type Draft<Fields> = {
  fields: Fields;
  /** Whether they are from an earlier visit. */
  isRestored: boolean;
  change(changed: Partial<Fields>): void;
  /** It was sent, or is not wanted any more. */
  forget(): void;
};

/**
 * What is typed into a form: it survives a reload and an ended session, for seven days in this browser.
 * @param name of the form and what it is about
 */
export function useDraft<Fields extends object>(name: string, initial: Fields): Draft<Fields> {
  const { identity } = useConsole().session;
  const [kept, setKept] = useState(() => readKept<Fields>(identity, 'draft', name));
  const [fields, setFields] = useState<Fields>({ ...initial, ...kept });
  return {
    fields,
    isRestored: kept !== undefined,
    change(changed) {
      setFields((before) => {
        const next = { ...before, ...changed };
        keep(identity, 'draft', name, next);
        return next;
      });
    },
    forget() {
      forget(identity, 'draft', name);
      setKept(undefined);
      setFields(initial);
    },
  };
}

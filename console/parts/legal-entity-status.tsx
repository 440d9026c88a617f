import { useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Tag } from './tag.tsx';

const texts = inLanguages<Record<string, string>>(
  { ACTIVE: 'діє', SUSPENDED: 'призупинено', CLOSED: 'закрито', REORGANIZED: 'реорганізовано' },
  { ACTIVE: 'active', SUSPENDED: 'suspended', CLOSED: 'closed', REORGANIZED: 'reorganised' },
);
const KINDS: Record<string, 'good' | 'warn'> = { ACTIVE: 'good', SUSPENDED: 'warn' };

export const STATUSES = ['ACTIVE', 'SUSPENDED', 'CLOSED', 'REORGANIZED'] as const;

/** The words of a legal entity's status, in the reader's language. */
export const useStatusNames = (): ((status: string) => string) => {
  const words = useTexts(texts);
  return (status) => words[status] ?? status;
};

export function StatusTag({ status }: { status: string }) {
  const nameOf = useStatusNames();
  return <Tag kind={KINDS[status] ?? 'rest'}>{nameOf(status)}</Tag>;
}

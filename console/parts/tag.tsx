/** A state in a word; the colour repeats it. */
export function Tag({ kind, children }: { kind: 'good' | 'warn' | 'bad' | 'rest'; children: string }) {
  return <span class={`tag ${kind}`}>{children}</span>;
}

type RowActionProps = {
  word: string;
  /** Of what stands in the row: a word alone tells nothing to who jumps from button to button. */
  name: string;
  isIdle?: boolean;
  act(): void;
};

export const RowAction = ({ word, name, isIdle = false, act }: RowActionProps) => (
  <button
    type="button"
    class="link"
    aria-label={`${word}: ${name}`}
    aria-disabled={isIdle || undefined}
    onClick={() => isIdle || act()}
  >
    {word}
  </button>
);

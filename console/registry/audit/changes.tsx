import { useTexts } from '../../console.ts';
import { counted, inLanguages } from '../../language/language.ts';
import { type Change, changesOf } from './changes.ts';

const texts = inLanguages(
  {
    words: { yes: 'так', no: 'ні', none: '—' },
    unchanged: 'без подробиць',
    more: (count: number) =>
      `ще ${counted('uk', count, { one: 'поле', few: 'поля', many: 'полів', other: 'поля' })}`,
    was: 'було',
    is: 'стало',
    reason: 'Причина:',
  },
  {
    words: { yes: 'yes', no: 'no', none: '—' },
    unchanged: 'no details',
    more: (count: number) => counted('en', count, { one: 'more field', other: 'more fields' }),
    was: 'was',
    is: 'is now',
    reason: 'Reason:',
  },
);

/** More than these are folded away, so that a row of the log stays a row. */
const SHOWN = 3;

/** `order_no: — → ВА-43`, a line a field. */
export function Changes({ changeset }: { changeset: { old?: unknown; new?: unknown; reason?: unknown } }) {
  const words = useTexts(texts);
  const changes = changesOf(changeset, words.words);
  // One more takes no more room than the line that says there is one.
  const shown = changes.length > SHOWN + 1 ? SHOWN : changes.length;
  return (
    <>
      {changes.length === 0 && <span class="quiet">{words.unchanged}</span>}
      {changes.length > 0 && <Lines changes={changes.slice(0, shown)} />}
      {changes.length > shown && (
        <details>
          <summary>{words.more(changes.length - shown)}</summary>
          <Lines changes={changes.slice(shown)} />
        </details>
      )}
      {typeof changeset.reason === 'string' && (
        <small>
          {words.reason} <bdi>{changeset.reason}</bdi>
        </small>
      )}
    </>
  );
}

function Lines({ changes }: { changes: readonly Change[] }) {
  const { words, was, is } = useTexts(texts);
  return (
    <ul class="changes">
      {changes.map(({ field, old, new: now }) => (
        <li key={field}>
          {field !== '' && <code>{field}</code>}{' '}
          {old !== words.none && (
            <>
              <span class="unseen">{was} </span>
              <bdi>{old}</bdi> <span aria-hidden="true">→ </span>
            </>
          )}
          <span class="unseen">{is} </span>
          <bdi>{now}</bdi>
        </li>
      ))}
    </ul>
  );
}

import { useTexts } from '../../console.ts';
import { counted, inLanguages } from '../../language/language.ts';
import { changesOf } from './changes.ts';

const texts = inLanguages(
  {
    words: { yes: 'так', no: 'ні', none: '—' },
    unchanged: 'без подробиць',
    many: (count: number) => counted('uk', count, { one: 'поле', few: 'поля', many: 'полів', other: 'поля' }),
    was: 'було',
    is: 'стало',
    reason: 'Причина:',
  },
  {
    words: { yes: 'yes', no: 'no', none: '—' },
    unchanged: 'no details',
    many: (count: number) => counted('en', count, { one: 'field', other: 'fields' }),
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
  const list = (
    <ul class="changes">
      {changes.map(({ field, old, new: now }) => (
        <li key={field}>
          {field !== '' && <code>{field}</code>}{' '}
          {old !== words.words.none && (
            <>
              <span class="unseen">{words.was} </span>
              <bdi>{old}</bdi> <span aria-hidden="true">→ </span>
            </>
          )}
          <span class="unseen">{words.is} </span>
          <bdi>{now}</bdi>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {changes.length === 0 && <span class="quiet">{words.unchanged}</span>}
      {changes.length > SHOWN ? (
        <details>
          <summary>{words.many(changes.length)}</summary>
          {list}
        </details>
      ) : (
        changes.length > 0 && list
      )}
      {typeof changeset.reason === 'string' && (
        <small>
          {words.reason} <bdi>{changeset.reason}</bdi>
        </small>
      )}
    </>
  );
}

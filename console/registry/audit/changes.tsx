import { useTexts } from '../../console.ts';
import { inLanguages } from '../../language/language.ts';
import { type Change, changesOf } from './changes.ts';

const texts = inLanguages(
  {
    words: { yes: 'так', no: 'ні', none: '—' },
    unchanged: 'без подробиць',
    more: (fields: string) => `ще: ${fields}`,
    was: 'було',
    is: 'стало',
    reason: 'Причина:',
  },
  {
    words: { yes: 'yes', no: 'no', none: '—' },
    unchanged: 'no details',
    more: (fields: string) => `more: ${fields}`,
    was: 'was',
    is: 'is now',
    reason: 'Reason:',
  },
);

/** More than these, and longer ones, are folded away, so that a row of the log stays a row. */
const SHOWN = 3;
const BRIEF_LENGTH = 120;

const isBrief = ({ field, old, new: now }: Change): boolean =>
  field === '' || old.length + now.length <= BRIEF_LENGTH;

/** `order_no: — → ВА-43`, a line a field. */
export function Changes({ changeset }: { changeset: { old?: unknown; new?: unknown; reason?: unknown } }) {
  const words = useTexts(texts);
  const changes = changesOf(changeset, words.words);
  const shown = changes.filter(isBrief).slice(0, SHOWN);
  const folded = changes.filter((change) => !shown.includes(change));
  return (
    <>
      {changes.length === 0 && <span class="quiet">{words.unchanged}</span>}
      {shown.length > 0 && <Lines changes={shown} />}
      {folded.length > 0 && (
        <details>
          <summary>{words.more(folded.map(({ field }) => field).join(', '))}</summary>
          <Lines changes={folded} />
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

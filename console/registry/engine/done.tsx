import { useRef, useState } from 'preact/hooks';
import { useTexts } from '../../console.ts';
import { Notice } from '../../parts/notice.tsx';
import type { Told } from './deed.ts';
import { engineTexts } from './words.ts';

/** What was done just now. It is gone with the page: a secret in it is in no address, no draft and no storage. */
export function Done({ told: { title, text, secret } }: { told: Told }) {
  return (
    <Notice kind="good" title={title} isAlert>
      {text && <p>{text}</p>}
      {secret && <Secret {...secret} />}
    </Notice>
  );
}

function Secret({ label, value }: { label: string; value: string }) {
  const words = useTexts(engineTexts);
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<'copied' | 'select'>();
  const copy = () => {
    // Without permission, or on a page without TLS, there is no clipboard: whoever copies does it by hand.
    const copying = navigator.clipboard?.writeText(value) ?? Promise.reject(new Error('no clipboard'));
    copying.then(
      () => setSaid('copied'),
      () => {
        field.current?.select();
        setSaid('select');
      },
    );
  };
  return (
    <div class="field secret">
      <label for="secret">{label}</label>
      <small>{words.once}</small>
      <input id="secret" ref={field} readOnly value={value} autoComplete="off" spellcheck={false} />
      <p>
        <button type="button" class="button second" onClick={copy}>
          {words.copy}
        </button>{' '}
        <span role="status">{said && words[said]}</span>
      </p>
    </div>
  );
}

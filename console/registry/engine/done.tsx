import { useRef } from 'preact/hooks';
import { useTexts } from '../../console.ts';
import { Copy } from '../../parts/copy.tsx';
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
  return (
    <div class="field secret">
      <label for="secret">{label}</label>
      <small>{words.once}</small>
      <input id="secret" ref={field} readOnly value={value} autoComplete="off" spellcheck={false} />
      <Copy text={value} onFail={() => field.current?.select()} />
    </div>
  );
}

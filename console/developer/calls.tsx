import { useState } from 'preact/hooks';
import { type ApiDocument, clientCallOf, curlOf, type Method } from '#api-document';
import { useTexts } from '../console.ts';
import { type Credentials, withCredentials } from './exchange.ts';
import { mistakeIn } from './json-mistake.ts';
import { tryTexts } from './texts.ts';
import type { Prepared } from './typed.ts';

const FROM_ENVIRONMENT = { token: '$ESOZ_TOKEN', key: '$ESOZ_API_KEY' };

type CallsProps = { document: ApiDocument; method: Method; request: Prepared; credentials: Credentials };

/** The same request for a shell and for the typed client, as the documents write it. */
export function Calls({ document, method, request, credentials }: CallsProps) {
  const words = useTexts(tryTexts);
  const sent = withCredentials(request, credentials, FROM_ENVIRONMENT);
  const isForm = /urlencoded/.test(request.headers['Content-Type'] ?? '');
  const isReadable = request.body === undefined || isForm || mistakeIn(request.body) === undefined;
  const body = isForm || request.body === undefined || !isReadable ? request.body : JSON.parse(request.body);
  const { origin } = location;
  return (
    <section class="calls">
      <h2>{words.calls}</h2>
      <p class="quiet">{words.callsText}</p>
      <Code title="curl" text={curlOf(sent, origin)} />
      {isReadable ? (
        <Code title={words.client} text={clientCallOf(document, method, { ...sent, body }, origin)} />
      ) : (
        <p class="quiet">{words.noClient}</p>
      )}
    </section>
  );
}

function Code({ title, text }: { title: string; text: string }) {
  const words = useTexts(tryTexts);
  const [said, setSaid] = useState('');
  const copy = () => {
    // Without permission, or on a page without TLS, there is no clipboard.
    const copying = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
    copying.then(
      () => setSaid(words.copied),
      () => setSaid(words.copyFailed),
    );
  };
  return (
    <>
      <h3>{title}</h3>
      <pre class="long">{text}</pre>
      <p>
        <button type="button" class="link" onClick={copy} aria-label={`${words.copy}: ${title}`}>
          {words.copy}
        </button>{' '}
        <span role="status">{said}</span>
      </p>
    </>
  );
}

import { type ApiDocument, clientCallOf, curlOf, type Method } from '#api-document';
import { useTexts } from '../console.ts';
import { Copy } from '../parts/copy.tsx';
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

const Code = ({ title, text }: { title: string; text: string }) => (
  <>
    <h3>{title}</h3>
    <pre class="long">{text}</pre>
    <Copy text={text} name={title} />
  </>
);

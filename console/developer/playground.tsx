import { type ApiDocument, type Method, methodsOf } from '#api-document';
import { type PageProps, useConsole, useTexts } from '../console.ts';
import { Shown } from '../parts/asked.tsx';
import { Field } from '../parts/field.tsx';
import { docsOf, missingScopes, textIn, titleOf, useDocument } from './document.ts';
import { Prose } from './prose.tsx';
import { tryTexts } from './texts.ts';
import { Trial } from './trial.tsx';
import { type Example, examplesOf } from './typed.ts';

/** One method: its request, to be filled in and sent, and what came back. */
export default function Playground({ params }: PageProps) {
  const asked = useDocument();
  return (
    <>
      <Way operation={params.operation ?? ''} />
      <Shown of={asked}>
        {(document) => {
          const method = methodsOf(document).find(
            ({ operation }) => operation.operationId === params.operation,
          );
          return method === undefined ? <Unknown /> : <Known document={document} method={method} />;
        }}
      </Shown>
    </>
  );
}

function Way({ operation }: { operation: string }) {
  const { language } = useConsole().settings;
  const words = useTexts(tryTexts);
  return (
    <p class="related">
      <a href="/console/try">{words.methods}</a>
      <a href={docsOf(language, `reference/${encodeURIComponent(operation)}`)}>{words.documents}</a>
    </p>
  );
}

function Unknown() {
  const words = useTexts(tryTexts);
  return (
    <>
      <h1>{words.unknown}</h1>
      <p class="lead">{words.unknownText}</p>
    </>
  );
}

function Known({ document, method }: { document: ApiDocument; method: Method }) {
  const { settings, session, place } = useConsole();
  const words = useTexts(tryTexts);
  const examples = examplesOf(document, method);
  const chosen = examples.find(({ code }) => code === place.query.get('example')) ?? examples[0];
  const missing = missingScopes(method, (scope) => session.identity.scopes.includes(scope));
  const [sentence = ''] = textIn(settings.language, method.operation).split(/(?<=[.!?:])\s/);
  return (
    <>
      <h1>{titleOf(settings.language, method)}</h1>
      <p class="line">
        <code>
          <b>{method.method}</b> {method.path}
        </code>
      </p>
      <p class="lead">
        <Prose text={sentence} />
      </p>
      {missing.length > 0 && <p class="quiet">{words.missing(missing.join(', '))}</p>}
      {examples.length > 1 && <Examples document={document} examples={examples} chosen={chosen} />}
      <Trial
        key={`${method.operation.operationId} ${chosen?.code}`}
        document={document}
        method={method}
        example={chosen}
      />
    </>
  );
}

/** Which it is stands in the address: a link shows a colleague the same refusal. */
function Examples(props: { document: ApiDocument; examples: Example[]; chosen: Example | undefined }) {
  const { setQuery } = useConsole();
  const words = useTexts(tryTexts);
  const statusOf = (code: string) => props.document['x-errors'].find((error) => error.code === code)?.status;
  return (
    <Field name="example" label={words.example}>
      {(attributes) => (
        <select {...attributes} onChange={({ currentTarget }) => setQuery({ example: currentTarget.value })}>
          {props.examples.map(({ code }) => (
            <option key={code} value={code ?? ''} selected={code === props.chosen?.code}>
              {code === undefined ? words.success : `${statusOf(code)} ${code}`}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

import {
  type ApiContent,
  type ApiDocument,
  type ApiSchema,
  type Described,
  type Method,
  resolved,
} from '#api-document';
import { useConsole, useTexts } from '../console.ts';
import { Table } from '../parts/table.tsx';
import { docsOf, textIn } from './document.ts';
import type { Answer } from './exchange.ts';
import { Prose } from './prose.tsx';
import { tryTexts } from './texts.ts';
import { parametersOf } from './typed.ts';
import { errorOf, invalidOf, judgedRules } from './verdict.ts';

type MeaningProps = { document: ApiDocument; method: Method; answer: Answer };

/** What an answer says, in words: the refusal, every place that does not fit, the rules. */
export function Meaning({ document, method, answer }: MeaningProps) {
  const { language } = useConsole().settings;
  const words = useTexts(tryTexts);
  const error = errorOf(document, answer);
  const invalid = invalidOf(answer).flatMap(({ entry, rules }) =>
    entry === undefined ? [] : [{ entry, rules }],
  );
  const sides = language === 'uk' ? (['x-cause-uk', 'x-remedy-uk'] as const) : (['cause', 'remedy'] as const);
  return (
    <>
      {error && (
        <div class="meaning">
          <p>
            <Prose text={error[sides[0]]} />
          </p>
          <p>
            <Prose text={error[sides[1]]} />
          </p>
          <p>
            <a href={docsOf(language, `errors/${error.code}`)} target="_blank" rel="noreferrer">
              {words.errorPage}: <code>{error.code}</code>
            </a>
          </p>
        </div>
      )}
      {invalid.length > 0 && (
        <>
          <h3>{words.invalid}</h3>
          <Table
            name={words.invalid}
            rows={invalid}
            keyOf={({ entry }) => entry}
            empty=""
            columns={[
              { title: words.place, cell: ({ entry }) => <code>{entry}</code> },
              {
                title: words.said,
                cell: ({ rules }) => rules.map(({ description }) => <div lang="en">{description}</div>),
              },
              {
                title: words.meaning,
                cell: ({ entry }) => {
                  const described = describedAt(document, method, entry);
                  return described && <Prose text={textIn(language, described)} />;
                },
              },
            ]}
          />
        </>
      )}
      <Rules document={document} method={method} answer={answer} />
    </>
  );
}

function Rules({ document, method, answer }: MeaningProps) {
  const { language } = useConsole().settings;
  const words = useTexts(tryTexts);
  const rules = judgedRules(document, method, answer);
  if (rules.length === 0) return null;
  if (rules.every(({ state }) => state === 'not_reached')) return <p class="quiet">{words.noneAsked}</p>;
  return (
    <>
      <h3>{words.rules}</h3>
      <ol class="rules">
        {rules.map(({ rule, state }) => (
          <li key={rule.id} class={state}>
            <Prose text={language === 'uk' ? rule['x-sentence-uk'] : rule.sentence} /> <b>{words[state]}</b>
          </li>
        ))}
      </ol>
    </>
  );
}

/** What the document says of a place such as `$.dates[0].from`; of a query, its parameter. */
function describedAt(document: ApiDocument, method: Method, entry: string): Described | undefined {
  const names = entry.split(/[.[\]]+/).filter((part) => part !== '' && part !== '$' && !/^\d+$/.test(part));
  const [content] = Object.values(method.operation.requestBody?.content ?? {}) as ApiContent[];
  let schema: ApiSchema | undefined = content && resolved<ApiSchema>(document, content.schema);
  for (const name of names) {
    const { properties, items } = schema ?? {};
    const inner = (items ? resolved<ApiSchema>(document, items as ApiSchema).properties : properties) as
      | Record<string, ApiSchema>
      | undefined;
    const next = inner && Object.hasOwn(inner, name) ? inner[name] : undefined;
    schema = next && resolved<ApiSchema>(document, next);
  }
  const found = schema ?? parametersOf(document, method).find(({ name }) => name === names.at(-1));
  return found?.description === undefined ? undefined : (found as Described);
}

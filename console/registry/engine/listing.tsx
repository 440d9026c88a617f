import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Client, OperationId, Result, Success } from '#client';
import { useConsole, useTexts } from '../../console.ts';
import { Action } from '../../parts/action.tsx';
import { Shown, useAsked } from '../../parts/asked.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Field } from '../../parts/field.tsx';
import { Filters } from '../../parts/filters.tsx';
import { Pager } from '../../parts/pager.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import type { Scope } from '../../session/scopes.ts';
import type { Deed, Told } from './deed.ts';
import { DeedLinks, useDeed, withoutDeed } from './deed-links.tsx';
import { DeedPage } from './deed-page.tsx';
import { Done } from './done.tsx';
import { Further } from './further.tsx';
import type { Question } from './questions.ts';
import { Trail } from './trail.tsx';
import { engineTexts } from './words.ts';

/** A method that answers a list; its query comes out of the address, and is judged by the API alone. */
export type ListMethod<Id extends OperationId> = (
  client: Client,
  request: { query: never; signal: AbortSignal },
) => Promise<Result<Id>>;

type ListingProps<Id extends OperationId, Row> = {
  title: string;
  lead?: string;
  /** What else there is of this, above the list. */
  also?: ComponentChildren;
  list: ListMethod<Id>;
  rowsOf(answer: Success<Id>): readonly Row[];
  filters?: readonly Question[];
  columns: readonly Column<Row>[];
  idOf(row: Row): string;
  nameOf(row: Row): string;
  deeds?: readonly Deed<Row>[];
  /** Where another one is made. */
  create?: { title: string; address: string; scope: Scope };
  /** What is said when there is nothing in it, where more is to be said. */
  empty?: string;
  /** What is said in place of the list, as long as none of these filters is set. */
  needs?: { oneOf: readonly string[]; text: string };
};

/** A list of the registry: filters and page in the address, what can be done to a row beside it. */
export function Listing<Id extends OperationId, Row>(props: ListingProps<Id, Row>) {
  const { title, lead, list, rowsOf, filters = [], columns, idOf, nameOf, deeds = [], create, needs } = props;
  const { session, place, setQuery } = useConsole();
  const words = useTexts(engineTexts);
  const [told, setTold] = useState<Told>();
  const names = [...filters.map(({ name }) => name), 'page', 'after'];
  const query = Object.fromEntries(
    names.flatMap((name) => (place.query.has(name) ? [[name, place.query.get(name)]] : [])),
  );
  const isReady = needs === undefined || needs.oneOf.some((name) => name in query);
  const asked = useAsked(
    isReady ? (signal) => list(session.client, { query: query as never, signal }) : undefined,
    [JSON.stringify(query)],
  );
  const row = asked.value && rowsOf(asked.value).find((each) => idOf(each) === place.query.get('id'));
  const deed = useDeed(deeds, row);
  if (deed !== undefined && row !== undefined)
    return (
      <>
        <Trail />
        <DeedPage
          key={idOf(row)}
          deed={deed}
          row={row}
          subject={idOf(row)}
          name={nameOf(row)}
          facts={<Facts facts={columns.slice(1).map((column) => [column.title, column.cell(row)])} />}
          back={withoutDeed(place.path, place.query)}
          onDone={(done) => {
            setTold(done);
            asked.again();
            setQuery({ do: undefined, id: undefined });
          }}
        />
      </>
    );
  const acting: Column<Row> = {
    title: words.actions,
    cell: (each) => <DeedLinks deeds={deeds} row={each} id={idOf(each)} of={nameOf(each)} />,
  };
  return (
    <>
      <Trail />
      <h1>{title}</h1>
      {lead && <p class="lead">{lead}</p>}
      {told && <Done key={told.title} told={told} />}
      {props.also}
      {create && (
        <p>
          <Action
            href={create.address}
            label={create.title}
            whyNot={session.can(create.scope) ? undefined : words.needs(create.scope)}
          />
        </p>
      )}
      {filters.length > 0 && (
        <Filters names={filters.map(({ name }) => name)}>
          {filters.map((question) => (
            <Filter key={question.name} question={question} />
          ))}
        </Filters>
      )}
      {isReady ? (
        <Shown of={asked}>
          {(answer) => (
            <>
              <Table
                name={title}
                columns={deeds.length > 0 ? [...columns, acting] : columns}
                rows={rowsOf(answer)}
                keyOf={idOf}
                empty={props.empty ?? words.empty}
              />
              {'paging' in answer && (
                <Pager paging={answer.paging as Parameters<typeof Pager>[0]['paging']} />
              )}
              <Further after={answer.next?.after} />
            </>
          )}
        </Shown>
      ) : (
        <p class="quiet">{needs?.text}</p>
      )}
    </>
  );
}

function Filter({ question }: { question: Question }) {
  const { place } = useConsole();
  const words = useTexts(engineTexts);
  const { name, label, hint } = question;
  const value = place.query.get(name) ?? '';
  if (question.kind === 'choice') {
    const options = question.options.map(({ value, label }) => [value, label] as const);
    return (
      <SelectField name={name} label={label} hint={hint} value={value} any={words.any} options={options} />
    );
  }
  return (
    <Field name={name} label={label} hint={hint}>
      {(attributes) => <input {...attributes} type="search" defaultValue={value} />}
    </Field>
  );
}

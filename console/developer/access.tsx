import { useState } from 'preact/hooks';
import {
  getClientConnections,
  getOwnIdentity,
  refreshClientSecret,
  type Schemas,
  type Success,
} from '#client';
import { useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Shown, useAsked } from '../parts/asked.tsx';
import { Moment } from '../parts/day.tsx';
import { Pager, pageNumberOf } from '../parts/pager.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { accessTexts } from '../registry/access/texts.ts';
import { AccessTag, useReplacement } from '../registry/common.tsx';
import { type Deed, deed, type Told } from '../registry/engine/deed.ts';
import { DeedLinks, useDeed, withoutDeed } from '../registry/engine/deed-links.tsx';
import { DeedPage } from '../registry/engine/deed-page.tsx';
import { Done } from '../registry/engine/done.tsx';
import { Facts } from '../registry/engine/facts.tsx';
import { textOf } from '../registry/engine/questions.ts';
import { Scopes } from '../registry/scopes.tsx';
import { registryTexts } from '../registry/words.ts';

const ownTexts = inLanguages(
  {
    title: 'Мої токени й підключення',
    who: 'Хто ви',
    noEmail: 'немає',
    worksFor: 'Для кого працюєте',
    roles: 'Ролі',
    tokenUntil: 'Токен діє до',
    renewed: 'Консоль отримує новий сама, доки триває ваш сеанс. Сам токен ніде не показано й не збережено.',
    sessions: 'Ваші сеанси й програми, яким ви дали доступ',
    may: 'Що вам дозволено',
    connectionsText: 'Програми, які працюють від імені цього клієнта. У кожної свій секрет.',
    notShown:
      'Щоб бачити підключення, потрібен дозвіл connection:read. Його дає власник закладу або оператор реєстру.',
    none: 'Жодна програма не підключена.',
    actions: 'Дії',
    try: 'До майданчика',
  },
  {
    title: 'My tokens and connections',
    who: 'Who you are',
    noEmail: 'none',
    worksFor: 'Whom you work for',
    roles: 'Roles',
    tokenUntil: 'The token works until',
    renewed:
      'The console gets a new one by itself as long as your session lasts. The token itself is shown and kept nowhere.',
    sessions: 'Your sessions, and programs that you gave access',
    may: 'What you may do',
    connectionsText: 'Programs that work in the name of this client. Each has a secret of its own.',
    notShown:
      'To see the connections you need the scope connection:read. The owner of the clinic or an operator of the registry grants it.',
    none: 'No program is connected.',
    actions: 'Actions',
    try: 'To the playground',
  },
);

type Row = Schemas['Connection'];

/** In whose name this page calls, what it may, and which programs may the same. */
export default function Access() {
  const { session, place, setQuery } = useConsole();
  const words = { ...useTexts(registryTexts), ...useTexts(accessTexts), ...useTexts(ownTexts) };
  const { clientId } = session.identity;
  const [told, setTold] = useState<Told>();
  const mayRead = session.can('connection:read');
  const page = pageNumberOf(place.query);
  const connections = useAsked(
    mayRead
      ? (signal) => getClientConnections(session.client, { path: { id: clientId }, query: { page }, signal })
      : undefined,
    [clientId, page],
  );
  const deeds = [useReplacing(clientId)];
  const row = connections.value?.data.find(({ id }) => id === place.query.get('id'));
  const asked = useDeed(deeds, row);
  if (asked !== undefined && row !== undefined)
    return (
      <DeedPage
        deed={asked}
        row={row}
        subject={row.id}
        name={row.consumer_name}
        back={withoutDeed(place.path, place.query)}
        onDone={(done) => {
          setTold(done);
          connections.again();
          setQuery({ do: undefined, id: undefined });
        }}
      />
    );
  return (
    <>
      <h1>{words.title}</h1>
      {told && <Done told={told} />}
      <Who />
      <h2>{words.connections}</h2>
      {mayRead ? (
        <Shown of={connections}>{(list) => <Connections list={list} deeds={deeds} />}</Shown>
      ) : (
        <p class="quiet">{words.notShown}</p>
      )}
    </>
  );
}

function Connections({ list, deeds }: { list: Success<'getClientConnections'>; deeds: Deed<Row>[] }) {
  const words = { ...useTexts(registryTexts), ...useTexts(accessTexts), ...useTexts(ownTexts) };
  const columns: Column<Row>[] = [
    { title: words.consumer, cell: ({ consumer_name }) => <bdi>{consumer_name}</bdi> },
    {
      title: words.uris,
      cell: ({ redirect_uris }) => redirect_uris.map((uri) => <small key={uri}>{uri}</small>),
    },
    {
      title: words.secretUsed,
      cell: ({ secret_last_used_at: used }) => (used === null ? words.never : <Moment at={used} />),
    },
    { title: words.access, cell: ({ is_blocked }) => <AccessTag isBlocked={is_blocked} /> },
    {
      title: words.actions,
      cell: (row) => <DeedLinks deeds={deeds} row={row} id={row.id} of={row.consumer_name} />,
    },
  ];
  return (
    <>
      <p class="quiet">{words.connectionsText}</p>
      <Table
        name={words.connections}
        rows={list.data}
        keyOf={({ id }) => id}
        empty={words.none}
        columns={columns}
      />
      <Pager paging={list.paging} />
    </>
  );
}

function useReplacing(clientId: string): Deed<Row> {
  const words = { ...useTexts(registryTexts), ...useTexts(accessTexts) };
  return deed<Row, 'refreshClientSecret'>({
    name: 'rotate',
    scope: 'connection:refresh_secret',
    title: words.rotate,
    heading: words.rotateHeading,
    refusal: ({ has_secret }) => (has_secret ? undefined : words.noSecret),
    questions: [useReplacement()],
    send: ({ client, row, answers, idempotencyKey }) =>
      refreshClientSecret(client, {
        path: { id: clientId, connection_id: row.id },
        body: { immediately: textOf(answers, 'immediately') === 'true' },
        idempotencyKey,
      }),
    told: ({ data }) => ({ title: words.rotated, secret: { label: words.secret, value: data.secret } }),
  });
}

function Who() {
  const { session } = useConsole();
  const words = { ...useTexts(registryTexts), ...useTexts(ownTexts) };
  const identity = useAsked((signal) => getOwnIdentity(session.client, { signal }), []);
  return (
    <Shown of={identity}>
      {({ data }) => (
        <>
          <h2>{words.who}</h2>
          <Facts
            facts={[
              [words.email, data.email ?? words.noEmail],
              [
                words.worksFor,
                <>
                  <bdi>{data.client_name}</bdi> <code>{data.client_id}</code>
                </>,
              ],
              [words.roles, data.roles.map((role) => <code key={role}>{role} </code>)],
              [
                words.tokenUntil,
                <>
                  {data.expires_at === null ? words.noEnd : <Moment at={data.expires_at} />}
                  <small>{words.renewed}</small>
                </>,
              ],
            ]}
          />
          <p class="related">
            <a href="/account">{words.sessions}</a>
            <a href="/console/try">{words.try}</a>
          </p>
          <h2>{words.may}</h2>
          <Scopes scopes={data.scopes} />
        </>
      )}
    </Shown>
  );
}

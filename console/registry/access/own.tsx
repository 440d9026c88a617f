import { getClientConnections, getOwnIdentity, refreshClientSecret, type Schemas } from '#client';
import { useConsole, useTexts } from '../../console.ts';
import { inLanguages } from '../../language/language.ts';
import { Shown, useAsked } from '../../parts/asked.tsx';
import { Moment } from '../../parts/day.tsx';
import { Facts } from '../../parts/facts.tsx';
import { AccessTag, useReplacement } from '../common.tsx';
import { type Deed, deed } from '../engine/deed.ts';
import { Listing } from '../engine/listing.tsx';
import { textOf } from '../engine/questions.ts';
import { Scopes } from '../scopes.tsx';
import { registryTexts } from '../words.ts';
import { accessTexts } from './texts.ts';

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
    try: 'To the playground',
  },
);

type Row = Schemas['Connection'];

/** In whose name the console calls, what it may, and which programs may the same: of anybody who has signed in. */
export default function OwnAccess() {
  const { session } = useConsole();
  const words = { ...useTexts(registryTexts), ...useTexts(accessTexts), ...useTexts(ownTexts) };
  const { clientId } = session.identity;
  const mayRead = session.can('connection:read');
  return (
    <Listing<'getClientConnections', Row>
      title={words.title}
      also={
        <>
          <Who />
          <h2>{words.connections}</h2>
          {mayRead && <p class="quiet">{words.connectionsText}</p>}
        </>
      }
      list={(client, { query, signal }) =>
        getClientConnections(client, { path: { id: clientId }, query, signal })
      }
      rowsOf={({ data }) => data}
      columns={[
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
      ]}
      idOf={({ id }) => id}
      nameOf={({ consumer_name }) => consumer_name}
      deeds={[useReplacing(clientId)]}
      empty={words.none}
      {...(!mayRead && { needs: { oneOf: [], text: words.notShown } })}
    />
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

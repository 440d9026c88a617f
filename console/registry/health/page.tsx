import { useConsole, useTexts } from '../../console.ts';
import { docsOf, inLanguages } from '../../language/language.ts';
import { Moment } from '../../parts/day.tsx';
import { Literal } from '../../parts/failure.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Trail } from '../engine/trail.tsx';
import { type Polled, usePolledStatus } from './polled.ts';
import { Process } from './process.tsx';
import { byProcess, type Status } from './rates.ts';

const texts = inLanguages(
  {
    heading: 'Стан реєстру',
    lead: 'Як працюють реєстр і те, від чого він залежить. Сторінка питає про це кожні 5 секунд, доки ви на неї дивитеся.',
    good: 'Усе працює',
    goodText: 'База даних, служба підпису й сховище файлів відповідають.',
    bad: (parts: string) => `Не працює: ${parts}`,
    unasked: 'Реєстр не відповів',
    unaskedText: 'Сторінка питає далі. Якщо відповіді довго немає, перевірте процеси реєстру та з’єднання.',
    before: 'Нижче — стан на',
    parts: { database: 'база даних', ael: 'служба підпису AEL', bucket: 'сховище файлів' } as Parts,
    todo: {
      database:
        'Запити отримують відповідь 503. Перевірте PostgreSQL і мережу до нього. Перезапускати реєстр не треба: база повернеться — він продовжить сам.',
      ael: 'Посилання на файли договорів не видаються, решта працює. Перевірте процес AEL та його адресу в налаштуваннях.',
      bucket: 'Файли договорів не передаються, решта працює. Перевірте сховище та ключі доступу до нього.',
    } as Parts,
    why: 'Причину записано в журналі процесу.',
    how: 'Як з’ясувати, що не так',
    registry: 'Реєстр',
    environment: 'Середовище',
    today: 'Час у реєстрі',
    migrations: 'Міграції бази',
    latest: 'остання',
    unknown: 'база не відповіла вчасно',
    one: 'Навантаження',
    many: 'Навантаження кожного процесу',
    manyText:
      'Запити по черзі отримують різні процеси, або процес перезапустили. Числа кожного — окремо; скільки процесів усього, звідси не видно.',
  },
  {
    heading: 'Health of the registry',
    lead: 'How the registry and what it depends on are doing. The page asks every 5 seconds while you look at it.',
    good: 'Everything works',
    goodText: 'The database, the signing service and the file store answer.',
    bad: (parts: string) => `Not working: ${parts}`,
    unasked: 'The registry did not answer',
    unaskedText:
      'The page goes on asking. If no answer comes for long, check the registry’s processes and the connection.',
    before: 'Below is how things stood at',
    parts: { database: 'database', ael: 'signing service AEL', bucket: 'file store' },
    todo: {
      database:
        'Requests are answered 503. Check PostgreSQL and the network to it. The registry needs no restart: it goes on when the database is back.',
      ael: 'No links to contract files are handed out; the rest works. Check the AEL process and its address in the configuration.',
      bucket: 'Contract files are not transferred; the rest works. Check the store and the keys to it.',
    },
    why: 'The reason is in the log of the process.',
    how: 'How to find out what is wrong',
    registry: 'Registry',
    environment: 'Environment',
    today: 'Time of the registry',
    migrations: 'Migrations of the database',
    latest: 'latest',
    unknown: 'the database did not answer in time',
    one: 'Load',
    many: 'Load of each process',
    manyText:
      'Requests reach several processes in turn, or one was restarted. The figures are those of each; how many there are in all cannot be seen from here.',
  },
);
type Parts = Record<string, string | undefined>;

export default function Health() {
  const words = useTexts(texts);
  const polled = usePolledStatus();
  const latest = polled.samples.at(-1)?.status;
  const processes = byProcess(polled.samples);
  return (
    <>
      <Trail />
      <h1>{words.heading}</h1>
      <p class="lead">{words.lead}</p>
      <div role="status">
        <State polled={polled} latest={latest} />
      </div>
      {latest !== undefined && <h2>{processes.length > 1 ? words.many : words.one}</h2>}
      {processes.length > 1 && <p class="quiet">{words.manyText}</p>}
      {processes.map((samples) => (
        <Process key={samples[0]?.status.instance} samples={samples} />
      ))}
      {latest !== undefined && <Registry latest={latest} />}
    </>
  );
}

/** What the eye meets first. It is read out when it becomes another, not whenever an answer comes. */
function State({ polled: { failed }, latest }: { polled: Polled; latest: Status | undefined }) {
  const { settings } = useConsole();
  const words = useTexts(texts);
  const how = (
    <p>
      <a href={docsOf(settings.language, 'how-to/diagnose')}>{words.how}</a>
    </p>
  );
  if (failed !== undefined)
    return (
      <Notice kind="warn" title={words.unasked}>
        <p>{words.unaskedText}</p>
        <Literal failed={failed} />
        {latest !== undefined && (
          <p>
            {words.before} <Moment at={latest.time} isExact />.
          </p>
        )}
        {how}
      </Notice>
    );
  if (latest === undefined) return <Loading />;
  const broken = latest.ready.filter(({ ok }) => !ok).map(({ name }) => name);
  if (broken.length === 0)
    return (
      <Notice kind="good" title={words.good}>
        <p>{words.goodText}</p>
      </Notice>
    );
  return (
    <Notice kind="bad" title={words.bad(broken.map((name) => words.parts[name] ?? name).join(', '))}>
      {broken.map((name) => words.todo[name] !== undefined && <p key={name}>{words.todo[name]}</p>)}
      <p>{words.why}</p>
      {how}
    </Notice>
  );
}

function Registry({ latest }: { latest: Status }) {
  const words = useTexts(texts);
  const { migrations } = latest;
  return (
    <>
      <h2>{words.registry}</h2>
      <dl class="facts">
        <dt>{words.environment}</dt>
        <dd>{latest.environment}</dd>
        <dt>{words.today}</dt>
        <dd>
          <Moment at={latest.time} isExact /> <span class="beside">{latest.time_zone}</span>
        </dd>
        <dt>{words.migrations}</dt>
        <dd>
          {migrations?.applied ?? words.unknown}
          {migrations !== null && (
            <small>
              {words.latest} <code>{migrations.latest}</code>
            </small>
          )}
        </dd>
      </dl>
    </>
  );
}

import { useConsole, useTexts } from '../../console.ts';
import { inLanguages, numberText } from '../../language/language.ts';
import { Moment } from '../../parts/day.tsx';
import { lineOf, type Rate, ratesOf, type Sample, SHOWN_MS } from './rates.ts';

const texts = inLanguages(
  {
    version: 'Версія',
    process: 'процес',
    started: 'Запущено',
    connections: 'З’єднання з базою',
    of: (used: string, all: string) => `${used} з ${all}`,
    waiting: (count: string) => `чекають на з’єднання: ${count}`,
    answered: 'Від запуску',
    answers: ({ requests, refused, failed }: Record<string, string>) =>
      `відповідей ${requests}: відмов 4xx ${refused}, помилок 5xx ${failed}`,
    made: ({ licenses, links }: Record<string, string>) =>
      `створено ліцензій ${licenses}, видано посилань ${links}`,
    soon: 'Перші числа — за п’ять секунд.',
    requests: 'Запити',
    refused: 'Відмови 4xx',
    failed: 'Помилки 5xx',
    ms: 'Час відповіді',
    perSecond: 'за секунду',
    unit: 'мс',
    none: 'не було',
    most: (value: string) => `найбільше за 5 хвилин: ${value}`,
    own: 'Запити цієї сторінки теж пораховано.',
  },
  {
    version: 'Version',
    process: 'process',
    started: 'Started',
    connections: 'Connections to the database',
    of: (used: string, all: string) => `${used} of ${all}`,
    waiting: (count: string) => `waiting for one: ${count}`,
    answered: 'Since the start',
    answers: ({ requests, refused, failed }: Record<string, string>) =>
      `${requests} answers: ${refused} refusals 4xx, ${failed} errors 5xx`,
    made: ({ licenses, links }: Record<string, string>) =>
      `${licenses} licences created, ${links} links handed out`,
    soon: 'The first figures come in five seconds.',
    requests: 'Requests',
    refused: 'Refusals 4xx',
    failed: 'Errors 5xx',
    ms: 'Time of an answer',
    perSecond: 'a second',
    unit: 'ms',
    none: 'none',
    most: (value: string) => `most in 5 minutes: ${value}`,
    own: 'Requests of this page are counted too.',
  },
);

/** One process: what it is, and how it fared while this page was looked at. */
export function Process({ samples }: { samples: readonly Sample[] }) {
  const { language } = useConsole().settings;
  const words = useTexts(texts);
  const { status } = samples.at(-1) as Sample;
  const { counters, database } = status;
  const number = (value: number) => numberText(language, value);
  const rates = ratesOf(samples);
  return (
    <section class="process">
      {rates.length === 0 ? (
        <p class="quiet">{words.soon}</p>
      ) : (
        <>
          <div class="charts">
            {(['requests', 'ms', 'refused', 'failed'] as const).map((name) => (
              <Chart key={name} name={name} rates={rates} />
            ))}
          </div>
          <p class="quiet">{words.own}</p>
        </>
      )}
      <dl class="facts">
        <dt>{words.version}</dt>
        <dd>
          {status.version}
          <small>
            {words.process} <code>{status.instance}</code>
          </small>
        </dd>
        <dt>{words.started}</dt>
        <dd>
          <Moment at={status.started_at} isExact />
        </dd>
        <dt>{words.connections}</dt>
        <dd>
          {words.of(number(database.pool_in_use), number(database.pool_size))}
          {database.pool_waiting > 0 && <span>{words.waiting(number(database.pool_waiting))}</span>}
        </dd>
        <dt>{words.answered}</dt>
        <dd>
          {words.answers({
            requests: number(counters.requests),
            refused: number(counters.refused),
            failed: number(counters.failed),
          })}
          <small>
            {words.made({ licenses: number(counters.licenses_created), links: number(counters.links) })}
          </small>
        </dd>
      </dl>
    </section>
  );
}

const SIZE = { width: 240, height: 56 };

/** The figure in words; the line repeats it. */
function Chart({ name, rates }: { name: 'requests' | 'refused' | 'failed' | 'ms'; rates: readonly Rate[] }) {
  const { language } = useConsole().settings;
  const words = useTexts(texts);
  const last = rates.at(-1) as Rate;
  const points = rates.flatMap(({ atMs, [name]: value }) =>
    value === undefined || last.atMs - atMs > SHOWN_MS ? [] : [{ atMs, value }],
  );
  const text = (value: number | undefined) =>
    value === undefined ? words.none : numberText(language, value, name === 'ms' ? 0 : 1);
  const most = points.length > 0 ? Math.max(...points.map(({ value }) => value)) : undefined;
  return (
    <figure class={`chart ${name}`}>
      <figcaption>
        {words[name]} <strong>{text(last[name])}</strong> {name === 'ms' ? words.unit : words.perSecond}
      </figcaption>
      <svg viewBox={`0 -2 ${SIZE.width} ${SIZE.height + 4}`} preserveAspectRatio="none" aria-hidden="true">
        <polyline points={lineOf(points, SIZE)} />
      </svg>
      <small>{words.most(text(most))}</small>
    </figure>
  );
}

import { useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { useLicenseWords } from '../parts/license-words.ts';
import type { License } from './reading.ts';
import { type Bar, type Timeline as Picture, timelineOf } from './timeline.ts';

const texts = inLanguages(
  {
    title: 'Строки дії',
    today: 'сьогодні',
    legend:
      'Кружечок — день видачі, смуга — строк дії, стрілка — безстроково або далі, ніж показано, вертикальна риска — сьогодні.',
  },
  {
    title: 'How long they are valid',
    today: 'today',
    legend:
      'A circle is the day of issue, a bar the time of validity, an arrow means without an end or beyond the picture, the upright line is today.',
  },
);

/** The licences of the table once more, as a picture; whoever does not see it reads the same dates beside it. */
export function Timeline({ licenses }: { licenses: readonly License[] }) {
  const { clock } = useConsole();
  const words = useTexts(texts);
  const { textOf, termOf } = useLicenseWords();
  if (licenses.length === 0) return null;
  const picture = timelineOf(licenses, clock.today());
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{words.title}</h2>
      <div class="timeline">
        <Axis picture={picture} today={words.today} />
        <ul>
          {picture.bars.map((bar) => (
            <li key={bar.license.id}>
              <div>
                {textOf('type', bar.license.type)}
                <small>{termOf(bar.license)}</small>
              </div>
              <Drawn bar={bar} picture={picture} />
            </li>
          ))}
        </ul>
      </div>
      <p class="quiet legend">{words.legend}</p>
    </section>
  );
}

const percent = (value: number): string => `${value}%`;

function Axis({ picture, today }: { picture: Picture; today: string }) {
  return (
    <svg class="picture axis" aria-hidden="true">
      <text class="now" x={percent(picture.today)} y="1em" text-anchor={picture.today > 50 ? 'end' : 'start'}>
        {today}
      </text>
      {picture.years.map(({ at, year }) => (
        <text key={year} x={percent(at)} y="2.5em">
          {year}
        </text>
      ))}
    </svg>
  );
}

/** Places across are in percent, so that words and lines keep their size on any screen. */
function Drawn({ bar, picture }: { bar: Bar; picture: Picture }) {
  const { issued, from, to, state, goesBack, goesOn } = bar;
  return (
    <svg class={`picture ${state}`} aria-hidden="true">
      {picture.years.map(({ at, year }) => (
        <line key={year} class="year" x1={percent(at)} x2={percent(at)} y1="0" y2="100%" />
      ))}
      <line class="wait" x1={percent(issued)} x2={percent(from)} y1="50%" y2="50%" />
      <g transform="translate(0 -10)">
        <rect
          class="term"
          x={percent(from)}
          y="50%"
          width={percent(Math.max(0, to - from))}
          height="20"
          rx="3"
        />
      </g>
      {goesOn ? (
        <svg aria-hidden="true" x="100%" y="50%" class="edge">
          <path class="arrow" d="M-1 -10L12 0L-1 10z" />
        </svg>
      ) : null}
      {goesBack ? (
        <svg aria-hidden="true" x="0" y="50%" class="edge">
          <path class="arrow" d="M1 -10L-12 0L1 10z" />
        </svg>
      ) : (
        <circle cx={percent(issued)} cy="50%" r="5" />
      )}
      <line class="now" x1={percent(picture.today)} x2={percent(picture.today)} y1="0" y2="100%" />
    </svg>
  );
}

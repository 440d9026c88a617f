import { type Figure, readFigures } from '../../../bench/figures.ts';
import { label, lines, picture, WIDTH } from './picture.ts';

const [LEFT, RIGHT, TOP] = [22, 60, 40];
const LINE = 17;
const BAR = 14;
/** The axis is logarithmic, from a hundredth of the peer's speed to ten times of it. */
const [LOWEST, HIGHEST] = [0.01, 10];
const TICKS = [0.01, 0.1, 0.5, 1, 2, 10];

const x = (ratio: number): number => {
  const share = Math.log(Math.min(ratio, HIGHEST) / LOWEST) / Math.log(HIGHEST / LOWEST);
  return Math.round((LEFT + share * (WIDTH - LEFT - RIGHT)) * 10) / 10;
};

type Row = { figure: Figure; words: string[]; y: number };

/** The benchmarks' last figures: each hot path beside what limits it. */
export async function performanceChart(): Promise<string> {
  const figures = await readFigures();
  let bottom = TOP;
  const rows = figures.map((figure): Row => {
    const words = lines(`${figure.what} (${figure.peer})`, WIDTH - 2 * LEFT, 'small');
    const y = bottom;
    bottom += words.length * LINE + BAR + 20;
    return { figure, words, y };
  });
  return picture(
    {
      title: 'Speed of each hot path, as a share of its peer in the same run',
      description: `${figures.map(({ what, peer, ratio }) => `${what}: ${ratio} of ${peer}`).join('; ')}`,
      language: 'en',
      height: bottom + 28,
    },
    [
      ...TICKS.flatMap((tick) => [
        `<path class="rule" d="M${x(tick)} ${TOP - 12}V${bottom - 6}"/>`,
        label(x(tick), TOP - 18, String(tick), 'small', 'middle'),
      ]),
      ...rows.flatMap(drawRow),
      label(LEFT, bottom + 14, '1: as fast as the peer; |: the goal; logarithmic', 'small'),
    ],
  );
}

function drawRow({ figure: { ratio, goal }, words, y }: Row): string[] {
  const reached = goal === undefined || ratio >= goal;
  const barY = y + words.length * LINE + 2;
  const mark =
    goal === undefined ? [] : [`<path class="mark" d="M${x(goal)} ${barY - 4}V${barY + BAR + 4}"/>`];
  return [
    ...words.map((line, at) => label(LEFT, y + 12 + at * LINE, line, 'small ink halo')),
    `<rect class="${reached ? 'good-bar' : 'warn-bar'}" x="${LEFT}" y="${barY}" width="${(x(ratio) - LEFT).toFixed(1)}" height="${BAR}"/>`,
    ...mark,
    label(x(Math.max(ratio, goal ?? 0)) + 8, barY + 12, String(ratio), 'small ink halo'),
  ];
}

import { type Figure, readFigures } from '../../../bench/figures.ts';

const WIDTH = 860;
const LABEL_WIDTH = 400;
const ROW_HEIGHT = 34;
const TOP = 46;
/** The axis is logarithmic, from a hundredth of the peer's speed to ten times of it. */
const [LOWEST, HIGHEST] = [0.01, 10];
const TICKS = [0.01, 0.1, 0.5, 1, 2, 10];

const x = (ratio: number): number => {
  const share = Math.log(ratio / LOWEST) / Math.log(HIGHEST / LOWEST);
  return Math.round((LABEL_WIDTH + share * (WIDTH - LABEL_WIDTH - 60)) * 10) / 10;
};
const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const text = (atX: number, atY: number, content: string, attributes = '') =>
  `<text x="${atX}" y="${atY}" ${attributes}>${escapeXml(content)}</text>`;

/** An SVG picture of the benchmarks' last figures: each hot path beside what limits it. */
export async function performanceChart(): Promise<string> {
  const figures = await readFigures();
  const bottom = TOP + figures.length * ROW_HEIGHT;
  const axis = TICKS.flatMap((tick) => [
    `<line x1="${x(tick)}" x2="${x(tick)}" y1="${TOP - 8}" y2="${bottom}" stroke="${tick === 1 ? '#222' : '#ddd'}"/>`,
    text(x(tick), TOP - 14, String(tick), 'text-anchor="middle" fill="#555"'),
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${bottom + 34}" role="img" font-family="sans-serif" font-size="12">`,
    '<title>Speed of each hot path, as a share of its peer in the same run</title>',
    `<desc>${escapeXml(figures.map(({ what, peer, ratio }) => `${what}: ${ratio} of ${peer}`).join('; '))}</desc>`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...axis,
    ...figures.flatMap((figure, at) => row(figure, TOP + at * ROW_HEIGHT)),
    text(
      LABEL_WIDTH,
      bottom + 22,
      '1 = as fast as the peer; | = the goal; logarithmic',
      'fill="#555" font-size="11"',
    ),
    '</svg>',
    '',
  ].join('\n');
}

function row({ what, peer, ratio, goal }: Figure, y: number): string[] {
  const reached = goal === undefined || ratio >= goal;
  const bar = `<rect x="${x(LOWEST)}" y="${y + 6}" width="${(x(ratio) - x(LOWEST)).toFixed(1)}" height="16" fill="${reached ? '#2a7f62' : '#c4663a'}"/>`;
  const mark =
    goal === undefined
      ? []
      : [
          `<line x1="${x(goal)}" x2="${x(goal)}" y1="${y + 2}" y2="${y + 26}" stroke="#222" stroke-width="3"/>`,
        ];
  return [
    text(LABEL_WIDTH - 10, y + 13, what, 'text-anchor="end" fill="#222"'),
    text(LABEL_WIDTH - 10, y + 26, peer, 'text-anchor="end" fill="#777" font-size="10"'),
    bar,
    ...mark,
    text(
      x(ratio) + 8,
      y + 19,
      String(ratio),
      'fill="#222" stroke="#fff" stroke-width="4" paint-order="stroke"',
    ),
  ];
}

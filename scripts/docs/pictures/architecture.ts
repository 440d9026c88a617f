import { FLOORS } from '../../architecture/rooms.ts';
import {
  BOX_HEIGHT,
  type Box,
  labelOf,
  placeBoxes,
  ROW_PITCH,
  readArrows,
  rowTop,
  WIDTH,
} from './architecture-layout.ts';
import { alongFloor, curveThrough, routeArrows } from './architecture-lines.ts';

const HEIGHT = rowTop(FLOORS.length) - ROW_PITCH + BOX_HEIGHT + 14;

/** Colours of both schemes; the page around the picture decides by what its reader's system prefers. */
const STYLE = `
  svg { --ground: #ffffff; --band: #f4f6f8; --box: #ffffff; --edge: #8796a5; --ink: #1d2733; --soft: #5c6b7a; --line: #66788a; }
  @media (prefers-color-scheme: dark) {
    svg { --ground: #12171d; --band: #1a2129; --box: #242d37; --edge: #5f7082; --ink: #e6ebf0; --soft: #9fb0c0; --line: #8ea1b5; }
  }
  text { font: 13px system-ui, sans-serif; fill: var(--ink); }
  .floor { font-size: 12px; fill: var(--soft); }
  .note { font-size: 10.5px; fill: var(--soft); }
  .band { fill: var(--band); }
  .room { fill: var(--box); stroke: var(--edge); }
  .arrow { fill: none; stroke: var(--line); stroke-width: 1.3; }
  .head { fill: var(--line); }`;

/** The rooms of the house with the arrows that the imports of the sources make, as SVG. */
export async function architecturePicture(): Promise<string> {
  const boxes = placeBoxes();
  const arrows = await readArrows();
  const along = arrows.filter(({ from, to }) => floorOf(from.name) === floorOf(to.name));
  const boxNamed = (name: string) => boxes.find(({ room }) => room.name === name) as Box;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title description">`,
    '<title id="title">The rooms of the sources, and which imports which</title>',
    `<desc id="description">${FLOORS.length} floors from the top: ${FLOORS.map(({ name, rooms }) => `${name} (${rooms.map((room) => room.name).join(', ')})`).join('; ')}. Arrows: ${arrows.map(({ from, to }) => `${from.name} to ${to.name}`).join('; ')}. All go down or to the right. Nearly every room also imports the platform.</desc>`,
    `<style>${STYLE}\n</style>`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0.8 8 4 0 7.2z"/></marker></defs>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="var(--ground)"/>`,
    ...FLOORS.map(({ name }, row) => floorBand(name, row)),
    ...routeArrows(boxes, arrows).map((points) => arrowPath(curveThrough(points))),
    ...along.map(({ from, to }) => {
      const [own, other] = [boxNamed(from.name), boxNamed(to.name)];
      return arrowPath(alongFloor(own, other, boxes.indexOf(other) === boxes.indexOf(own) + 1));
    }),
    ...boxes.flatMap(drawBox),
    '</svg>',
    '',
  ].join('\n');
}

const floorOf = (name: string) => FLOORS.findIndex(({ rooms }) => rooms.some((room) => room.name === name));

function floorBand(name: string, row: number): string {
  const y = rowTop(row);
  const note =
    name === 'platform'
      ? `<text class="note" x="20" y="${y + BOX_HEIGHT / 2 + 19}">under every room</text>`
      : '';
  return `<rect class="band" x="8" y="${y - 8}" width="${WIDTH - 16}" height="${BOX_HEIGHT + 16}" rx="8"/><text class="floor" x="20" y="${y + BOX_HEIGHT / 2 + 4}">${name}</text>${note}`;
}

function drawBox({ room, x, y, width }: Box): string[] {
  return [
    `<rect class="room" x="${x}" y="${y}" width="${width}" height="${BOX_HEIGHT}" rx="5"/>`,
    `<text x="${x + width / 2}" y="${y + BOX_HEIGHT / 2 + 5}" text-anchor="middle">${labelOf(room.name)}</text>`,
  ];
}

const arrowPath = (path: string) => `<path class="arrow" marker-end="url(#head)" d="${path}"/>`;

import { FLOORS } from '../../architecture/rooms.ts';
import {
  type Band,
  BOX_HEIGHT,
  type Box,
  labelOf,
  placeBands,
  placeBoxes,
  readArrows,
  WIDTH,
} from './architecture-layout.ts';
import { alongRow, curveThrough, routeArrows } from './architecture-lines.ts';
import { arrow, box, label, picture } from './picture.ts';

/** The rooms of the house with the arrows that the imports of the sources make. */
export async function architecturePicture(): Promise<string> {
  const [boxes, bands, arrows] = [placeBoxes(), placeBands(), await readArrows()];
  const boxNamed = (name: string) => boxes.find(({ room }) => room.name === name) as Box;
  const along = arrows
    .map(({ from, to }) => [boxNamed(from.name), boxNamed(to.name)] as const)
    .filter(([from, to]) => from.row === to.row);
  const floors = FLOORS.map(({ name, rooms }) => `${name} (${rooms.map((room) => room.name).join(', ')})`);
  const told = arrows.map(({ from, to }) => `${from.name} to ${to.name}`);
  const last = bands.at(-1) as Band;
  return picture(
    {
      title: 'The rooms of the sources, and which imports which',
      description: `${FLOORS.length} floors from the top: ${floors.join('; ')}. Arrows: ${told.join('; ')}. All go down or to the right. Nearly every room also imports the platform.`,
      language: 'en',
      width: WIDTH,
      height: last.y + last.height + 8,
    },
    [
      ...bands.map(({ y, height }) => box(6, y, WIDTH - 12, height, 'band')),
      ...routeArrows(boxes, arrows).map((points) => arrow(curveThrough(points))),
      ...along.map(([from, to]) => arrow(alongRow(from, to, boxes.indexOf(to) === boxes.indexOf(from) + 1))),
      ...bands.map(drawName),
      ...boxes.flatMap(drawBox),
    ],
  );
}

const drawName = ({ name, y }: Band): string =>
  label(14, y + 18, name === 'platform' ? `${name}, under every room` : name, 'small halo on-band');

const drawBox = ({ room, x, y, width }: Box): string[] => [
  box(x, y, width, BOX_HEIGHT, 'box on-paper'),
  label(x + width / 2, y + BOX_HEIGHT / 2 + 5, labelOf(room.name), '', 'middle'),
];

import type { Arrow } from '../../architecture/arrows.ts';
import type { Room } from '../../architecture/rooms.ts';
import { BOX_HEIGHT, type Box, rowTop } from './architecture-layout.ts';

export type Point = [x: number, y: number];

/** Between lines that run side by side, and between a line and a box. */
const LANE = 8;
/** What a bend costs, in pixels of detour: straight lines are calm. */
const BEND = 30;
/** What running on top of another line costs. */
const OVERLAP = 400;
const PORT_PITCH = 14;

type Ends = { from: Box; to: Box };

/** For each arrow that leaves its row the points it passes, vertical in each: ports of its boxes, gaps of the rows between. */
export function routeArrows(boxes: readonly Box[], arrows: readonly Arrow[]): Point[][] {
  const boxOf = (room: Room) => boxes.find((box) => box.room === room) as Box;
  const lines = arrows
    .map(({ from, to }) => ({ from: boxOf(from), to: boxOf(to) }))
    .filter(({ from, to }) => from.row !== to.row);
  const taken: Point[] = []; // x and row
  return lines.map((line) => {
    const start = port(
      line.from,
      lines.filter(({ from }) => from === line.from),
      line,
      ({ to }) => to,
    );
    const end = port(
      line.to,
      lines.filter(({ to }) => to === line.to),
      line,
      ({ from }) => from,
    );
    const between = passage(boxes, line, start, end, taken);
    taken.push(...between);
    return [
      [start, line.from.y + BOX_HEIGHT],
      ...between.flatMap(([x, row]): Point[] => [
        [x, rowTop(row)],
        [x, rowTop(row) + BOX_HEIGHT],
      ]),
      [end, line.to.y],
    ];
  });
}

const middle = ({ x, width }: Box): number => x + width / 2;

/** The place on a box's edge for one of its lines: in the order of their other ends, so that they do not cross. */
function port(box: Box, lines: Ends[], line: Ends, otherEnd: (line: Ends) => Box): number {
  const sorted = lines.toSorted((left, right) => middle(otherEnd(left)) - middle(otherEnd(right)));
  const pitch = Math.min(PORT_PITCH, (box.width - 16) / sorted.length);
  return middle(box) + (sorted.indexOf(line) - (sorted.length - 1) / 2) * pitch;
}

type Way = { cost: number; x: number; points: Point[] };

/** The cheapest way through the rows between: short, with few bends, on no other line. A point is x and row. */
function passage(
  boxes: readonly Box[],
  { from, to }: Ends,
  start: number,
  end: number,
  taken: Point[],
): Point[] {
  const rows = Array.from({ length: to.row - from.row - 1 }, (_, at) => from.row + 1 + at);
  const beside = boxes
    .filter(({ row }) => rows.includes(row))
    .flatMap(({ x, width }) => [x - 18, x + width + 18]);
  const places = [start, end, ...beside.flatMap((x) => [x, x - LANE, x + LANE])];
  const step = (way: Way, x: number) => way.cost + Math.abs(x - way.x) + (x === way.x ? 0 : BEND);
  let ways: Way[] = [{ cost: 0, x: start, points: [] }];
  for (const row of rows) {
    const free = places.filter((x) => isFree(boxes, row, x));
    ways = free.map((x) => {
      const best = cheapest(ways, (way) => step(way, x));
      const overlap = taken.some(([other, otherRow]) => otherRow === row && Math.abs(other - x) < LANE - 1);
      return { cost: step(best, x) + (overlap ? OVERLAP : 0), x, points: [...best.points, [x, row]] };
    });
  }
  return cheapest(ways, (way) => step(way, end)).points;
}

const isFree = (boxes: readonly Box[], row: number, x: number): boolean =>
  boxes.every((box) => box.row !== row || x < box.x - LANE || x > box.x + box.width + LANE);

const cheapest = (ways: readonly Way[], cost: (way: Way) => number): Way =>
  ways.reduce((best, way) => (cost(way) < cost(best) ? way : best));

/** The points as a path that is vertical in each of them. */
export function curveThrough(points: readonly Point[]): string {
  const [first, ...others] = points as [Point, ...Point[]];
  let [lastX, lastY] = first;
  const parts = others.map(([x, y]) => {
    const half = (y - lastY) / 2;
    const part =
      x === lastX ? `V${y}` : `C${round(lastX)} ${lastY + half} ${round(x)} ${y - half} ${round(x)} ${y}`;
    [lastX, lastY] = [x, y];
    return part;
  });
  return `M${round(first[0])} ${first[1]}${parts.join('')}`;
}

/** Along a row: to the neighbour straight, past others in an arc above them. */
export function alongRow(from: Box, to: Box, isNeighbour: boolean): string {
  if (isNeighbour) return `M${from.x + from.width} ${from.y + BOX_HEIGHT / 2}H${to.x}`;
  const [start, end, top] = [from.x + from.width - 14, to.x + 14, from.y];
  return `M${start} ${top}C${start + 20} ${top - 24} ${end - 20} ${top - 24} ${end} ${top}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

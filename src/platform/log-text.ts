import { styleText } from 'node:util';
import { visible } from './visible.ts';

type Line = Record<string, unknown> & { level?: string; time?: string; msg?: string; err?: unknown };
type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

const LEVEL_STYLES: Record<string, Style> = {
  fatal: ['bold', 'red'],
  error: 'red',
  warn: 'yellow',
  info: 'green',
};

/** What the start of a line says already, or what every line has. */
const SAID = new Set(['level', 'time', 'msg', 'err', 'service']);
/** Of the line of a request, which begins with method, route, status, milliseconds and request id. */
const SAID_OF_REQUEST = new Set(['method', 'route', 'status', 'ms', 'request_id']);

/**
 * A JSON line of the log as people read it: time, level, what happened, then whatever else it has as `name=value`; an
 * error with its stack on lines of its own. What is no JSON stays, made visible.
 */
export function textOf(json: string, isColoured: boolean): string {
  const paint: Paint = (style, text) =>
    isColoured ? styleText(style, text, { validateStream: false }) : text;
  let line: Line;
  try {
    line = JSON.parse(json);
  } catch {
    return `${visible(json.trimEnd())}\n`;
  }
  const { level = '', time = '', msg = '' } = line;
  const isRequest = msg === 'request' && 'route' in line;
  const what = isRequest ? requestText(line, paint) : visible(String(msg));
  const fields = Object.entries(line)
    .filter(([name]) => !SAID.has(name) && !(isRequest && SAID_OF_REQUEST.has(name)))
    .map(([name, value]) => paint('dim', `${visible(name)}=`) + valueText(value));
  const label = paint(LEVEL_STYLES[level] ?? 'dim', level.toUpperCase().padEnd(5));
  const start = `${paint('dim', visible(String(time)))} ${label} ${what}`;
  return `${[start, ...fields].join('  ')}\n${line.err === undefined ? '' : errorText(line.err)}`;
}

function requestText({ method, route, status, ms, request_id }: Line, paint: Paint): string {
  const style: Style = Number(status) >= 500 ? 'red' : Number(status) >= 400 ? 'yellow' : 'green';
  const answered = paint(style, visible(String(status)));
  const id = request_id === undefined ? '' : `  ${request_id}`;
  return visible(`${method} ${route} `) + answered + visible(` ${ms} ms${id}`);
}

/** A word as it is, anything else as JSON. */
function valueText(value: unknown): string {
  const isWord = typeof value === 'string' && /^[^\s"=]+$/.test(value);
  return visible(isWord ? value : JSON.stringify(value));
}

/** Errors come as `log.ts` serialises them: with a stack that begins with the message, and causes inside. */
function errorText(err: unknown): string {
  if (typeof err !== 'object' || err === null) return `    ${visible(String(err))}\n`;
  const { stack, cause, ...rest } = err as Record<string, unknown>;
  const lines = String(stack ?? rest.message ?? '').split('\n');
  const more = ['code', 'constraint'].filter((name) => rest[name] !== undefined);
  const end = more.map((name) => ` ${name}=${valueText(rest[name])}`).join('');
  const own = lines.map((line, at) => `    ${visible(line.trimEnd())}${at === 0 ? end : ''}\n`).join('');
  return cause === undefined ? own : `${own}  caused by\n${errorText(cause)}`;
}

/**
 * Goal: whoever sees poorly can read every page and find every control, in both themes (WCAG 2.2, 1.4.3 and 1.4.11).
 * Method: the contrast of each pair of colours that the stylesheet brings together, computed from the file.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STYLESHEET } from '../../src/platform/html/stylesheet.ts';
import { styleAsset } from '../../src/site/assets.ts';

// Of sign-in and of the documents.
const css = `${STYLESHEET}${styleAsset().content}`.replaceAll(/\/\*[\s\S]*?\*\//g, '');
const [light = '', dark = ''] = [...css.matchAll(/:root \{([^}]*--paper[^}]*)\}/g)].map(([, body]) => body);
const themes = { light: coloursOf(light), dark: new Map([...coloursOf(light), ...coloursOf(dark)]) };

/** Which text stands on which surface; a state has a surface of its own. */
const STATES = ['good', 'warn', 'bad', 'rest'].map((state): [string, string] => [state, `${state}-bg`]);
const TEXT: [string, string][] = [
  ...['ink', 'soft', 'accent', 'accent-strong', 'bad', 'good', 'warn'].flatMap((text): [string, string][] => [
    [text, 'paper'],
    [text, 'sheet'],
  ]),
  ...['good-bg', 'warn-bg', 'bad-bg'].map((surface): [string, string] => ['ink', surface]),
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-strong'],
  ...STATES,
];
/** Edges of controls, marks of states, and the ring of the focus, which has two colours because of the surfaces. */
const EDGES: [string, string][] = [
  ['soft', 'paper'],
  ['accent', 'paper'],
  ['bad', 'paper'],
  ['ink', 'paper'],
  ['ink', 'sheet'],
  ...STATES,
];

function coloursOf(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

/** WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

for (const [theme, colours] of Object.entries(themes)) {
  const ratio = ([text, surface]: [string, string]) =>
    contrast(colours.get(text) as string, colours.get(surface) as string);
  test(`in the ${theme} theme every text has a contrast of at least 4.5, every edge of at least 3`, () => {
    const poor = [
      ...TEXT.filter((pair) => !(ratio(pair) >= 4.5)),
      ...EDGES.filter((pair) => !(ratio(pair) >= 3)),
    ].map((pair) => `${pair.join(' on ')}: ${ratio(pair).toFixed(2)}`);
    assert.deepEqual(poor, []);
  });
}

test('the stylesheet uses no colour that the pairs do not have, and none past the tokens', () => {
  const used = (property: string) => [
    ...new Set(
      [...css.matchAll(new RegExp(`[{;\\s]${property}: var\\(--([\\w-]+)\\)`, 'g'))].map(([, name]) => name),
    ),
  ];
  const [texts, surfaces] = [
    new Set(TEXT.map(([text]) => text)),
    new Set(TEXT.map(([, surface]) => surface)),
  ];
  assert.deepEqual(
    [
      used('color').filter((name) => !texts.has(name as string)),
      used('background').filter((name) => !surfaces.has(name as string)),
    ],
    [[], []],
  );
  // Behind the tokens, which alone name colours.
  const parts = css.replaceAll(/:root \{[^}]*\}/g, '');
  assert.doesNotMatch(parts, /#[0-9a-f]{3,8}\b|rgb|hsl/i);
});

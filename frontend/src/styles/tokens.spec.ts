import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Palette = ReadonlyMap<string, string>;

const [light = '', dark = ''] = readFileSync(join(__dirname, 'tokens.css'), 'utf8').split('@layer theme');
const LIGHT = colours(light);
const THEMES: [string, Palette][] = [
  ['light', LIGHT],
  ['dark', new Map([...LIGHT, ...colours(dark)])],
];

/** WCAG 2.2, 1.4.3: text that is read. */
const TEXT = 4.5;
/** 1.4.11: edges of what is worked with, figures, the ring of the focus. */
const SHAPE = 3;

const GROUNDS = ['paper', 'sheet', 'well', 'alert-wash', 'good-wash', 'note-wash'];

const PAIRS: [ink: string, ground: string, least: number][] = [
  ...GROUNDS.map((ground): [string, string, number] => ['ink', ground, TEXT]),
  ...['paper', 'sheet', 'well'].map((ground): [string, string, number] => ['ink-soft', ground, TEXT]),
  ...GROUNDS.map((ground): [string, string, number] => ['action', ground, TEXT]),
  ...['paper', 'sheet', 'alert-wash'].map((ground): [string, string, number] => ['alert', ground, TEXT]),
  ['good', 'good-wash', TEXT],
  ['on-action', 'action', TEXT],
  ['on-action', 'action-strong', TEXT],
  ['paper', 'alert', TEXT],
  ['on-press', 'press', TEXT],
  ['on-press-soft', 'press', TEXT],
  ['marigold', 'press', TEXT],
  ['press-deep', 'marigold', TEXT],
  ['edge', 'paper', SHAPE],
  ['edge', 'sheet', SHAPE],
  ['vermilion', 'paper', SHAPE],
  ['vermilion', 'sheet', SHAPE],
  ['on-press-soft', 'press', SHAPE],
];

/** Lines that only set apart what words and space set apart already, and grounds that hold none of the inks above. */
const DECORATION = ['line', 'veil'];

describe.each(THEMES)('the colours in %s', (_theme, palette) => {
  it.each(PAIRS)('%s on %s has a contrast of %d at least', (ink, ground, least) => {
    expect(contrast(palette, ink, ground)).toBeGreaterThanOrEqual(least);
  });
});

it('every colour is in a pair or a decoration', () => {
  const judged = new Set([...PAIRS.flatMap(([ink, ground]) => [ink, ground]), ...DECORATION]);
  expect([...LIGHT.keys()].filter((name) => !judged.has(name))).toEqual([]);
});

function colours(css: string): Map<string, string> {
  return new Map(
    [...css.matchAll(/--color-([\w-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

function contrast(palette: Palette, ink: string, ground: string): number {
  const [lighter = 0, darker = 0] = [ink, ground]
    .map((name) => luminance(palette.get(name) ?? `no token ${name}`))
    .sort((one, other) => other - one);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance as WCAG defines it. */
function luminance(hex: string): number {
  if (!/^#[0-9a-f]{6}$/.test(hex)) throw new Error(`${hex} is not a colour of six digits`);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => {
    const share = Number.parseInt(hex.slice(place, place + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

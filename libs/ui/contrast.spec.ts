import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

const css = readFileSync(join(import.meta.dirname, 'assets', 'tokens.css'), 'utf8');
const [light = '', dark = ''] = css.split('@media screen and (prefers-color-scheme: dark)');

function coloursOf(block: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...block.matchAll(/--jl-([\w-]+): (#[0-9a-f]{6})/gu)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** Relative luminance, WCAG 2.1. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return part <= 0.039_28 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [lower = 0, higher = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (higher + 0.05) / (lower + 0.05);
}

const grounds = ['bg', 'bg-alt', 'bg-raised'];
const severities = ['success', 'info', 'new', 'warning', 'error'];

const words: readonly (readonly [string, string])[] = [
  ...['text', 'text-mute', 'primary', 'primary-hover', 'error'].flatMap((ink) =>
    grounds.map((ground) => [ink, ground] as const),
  ),
  ['on-primary', 'primary'],
  ['on-primary', 'primary-hover'],
  ['primary', 'primary-soft'],
  ['primary-hover', 'primary-soft'],
  ['text', 'primary-soft'],
  ['text-mute', 'primary-soft'],
  ['text', 'neutral-soft'],
  ['text-mute', 'neutral-soft'],
  ['error-hover', 'error-soft'],
  ...severities.flatMap((severity) => [
    [severity, `${severity}-soft`] as const,
    ['text', `${severity}-soft`] as const,
    ['primary', `${severity}-soft`] as const,
  ]),
];

const edges: readonly (readonly [string, string])[] = [
  'line-strong',
  'focus',
  'series-1',
  'series-2',
  'series-3',
  'series-4',
  'accent',
].flatMap((edge) => grounds.map((ground) => [edge, ground] as const));

describe.each([
  ['light', coloursOf(light)],
  ['dark', { ...coloursOf(light), ...coloursOf(dark) }],
])('the %s scheme', (_, colours) => {
  const ratio = ([one, other]: readonly [string, string]): number => contrast(colours[one] ?? '', colours[other] ?? '');

  it.each(words)('sets words in %s on %s at 4.5:1 or more', (...pair) => {
    expect(ratio(pair)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(edges)('draws %s on %s at 3:1 or more', (...pair) => {
    expect(ratio(pair)).toBeGreaterThanOrEqual(3);
  });
});

it('the dark scheme redefines every colour of the light one', () => {
  expect(Object.keys(coloursOf(dark)).toSorted()).toEqual(Object.keys(coloursOf(light)).toSorted());
});

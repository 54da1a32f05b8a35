import { parseArgs } from 'node:util';
import { type Screen } from './screen.ts';
import { screens } from './screens.ts';
import { type Language } from './world.ts';

export const SIZES = [
  { width: 360, height: 740 },
  { width: 412, height: 915 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
] as const;
export const THEMES = ['light', 'dark'] as const;
const LANGUAGES = ['en', 'hi'] as const;

/** What is taken: everything, unless the command says less. */
export interface Options {
  screens: readonly Screen[];
  languages: readonly Language[];
  sizes: readonly (typeof SIZES)[number][];
  themes: readonly (typeof THEMES)[number][];
}

/**
 * Reads `--only dashboard,code --lang hi --size 360 --theme dark`; a name stands for every screen that begins with it.
 * @throws Error that says what there is to choose from
 */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      lang: { type: 'string' },
      size: { type: 'string' },
      theme: { type: 'string' },
    },
  });
  return {
    screens: chosen('--only', values.only, screens, ({ name }, wanted) => name.startsWith(wanted)),
    languages: chosen('--lang', values.lang, LANGUAGES, (language, wanted) => language === wanted),
    sizes: chosen('--size', values.size, SIZES, ({ width }, wanted) => String(width) === wanted),
    themes: chosen('--theme', values.theme, THEMES, (theme, wanted) => theme === wanted),
  };
}

function chosen<Choice extends string | { name: string } | { width: number }>(
  option: string,
  value: string | undefined,
  choices: readonly Choice[],
  fits: (choice: Choice, wanted: string) => boolean,
): readonly Choice[] {
  if (value === undefined) return choices;
  const wanted = value.split(',');
  const found = choices.filter((choice) => wanted.some((one) => fits(choice, one)));
  if (found.length > 0) return found;
  throw new Error(`${option} knows no ${value}. Choose from: ${choices.map(nameOf).join(', ')}`);
}

function nameOf(choice: string | { name: string } | { width: number }): string {
  if (typeof choice === 'string') return choice;
  return 'name' in choice ? choice.name : String(choice.width);
}

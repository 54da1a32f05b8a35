import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const BUILT = join(ROOT, 'dist', 'frontend', 'browser');
const STYLE_GUIDE = join(ROOT, 'frontend', 'src', 'app', 'features', 'styleguide', 'sample-texts.ts');

describe('the portal that ships', () => {
  it('holds nothing of the style guide', () => {
    const title = /title: '([^']+)'/.exec(readFileSync(STYLE_GUIDE, 'utf8'))?.[1];
    const scripts = globSync('*.js', { cwd: BUILT });
    expect(title).toBe('BharatPrint style guide');
    expect(scripts.length).toBeGreaterThan(10);
    const holding = scripts.filter((name) => {
      const code = readFileSync(join(BUILT, name), 'utf8');
      return code.includes(title!) || code.includes('styleguide');
    });
    expect(holding).toEqual([]);
  });

  it('brings the licence of its face along, and the face in less than 60 kB', () => {
    const faces = globSync('media/*.woff2', { cwd: BUILT });
    expect(faces.map((name) => name.replace(/-[^-]+$/, '')).sort()).toEqual([
      'media/language-names',
      'media/noto-sans-devanagari',
    ]);
    expect(readFileSync(join(BUILT, 'media', 'OFL.txt'), 'utf8')).toContain('SIL Open Font License');
    for (const name of faces) expect(readFileSync(join(BUILT, name)).length).toBeLessThan(60_000);
  });
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPortalSettings } from './portal-settings.ts';
import { securityHeaders } from './security-headers.ts';
import { STATIC_HOSTS } from './static-hosts.ts';

const DOCS = join(import.meta.dirname, '..', '..', 'docs', 'security-headers.md');
const SETTINGS = readPortalSettings({
  API_URL: 'https://api.example.in',
  CLERK_PUBLISHABLE_KEY: `pk_live_${btoa('clerk.example.in$')}`,
});

describe('docs/security-headers.md', () => {
  it.each(Object.keys(STATIC_HOSTS))('shows what is printed for %s', async (host) => {
    const shown = (await readFile(DOCS, 'utf8')).split(`\`\`\`${host}\n`)[1]?.split('\n```')[0];
    expect(shown).toBe(STATIC_HOSTS[host]?.(SETTINGS));
  });

  it('says of every header why it is sent', async () => {
    const rows = [...(await readFile(DOCS, 'utf8')).matchAll(/^\| `([a-z-]+)` /gm)].map(([, name]) => name);
    expect(rows).toEqual(Object.keys(securityHeaders(SETTINGS)));
  });
});

describe('STATIC_HOSTS', () => {
  it.each([
    ['nginx', /gzip_static on;\n\s*gzip_vary on;/],
    ['caddy', /file_server \{\n\s*precompressed br gzip\n/],
  ])('has %s send the files that the build has compressed', (host, directive) => {
    expect(STATIC_HOSTS[host]?.(SETTINGS)).toMatch(directive);
  });

  it.each(['nginx', 'caddy', '_headers'])('has %s send every header in full', (host) => {
    const written = STATIC_HOSTS[host]?.(SETTINGS) ?? '';
    for (const [name, value] of Object.entries(securityHeaders(SETTINGS))) {
      expect(written).toMatch(new RegExp(`${name}:? `));
      expect(written).toContain(value);
    }
  });
});

// `npm run portal:host nginx`: what another host needs, for the environment that API_URL and CLERK_PUBLISHABLE_KEY name.
import { readPortalSettings } from './portal-settings.ts';
import { STATIC_HOSTS } from './static-hosts.ts';

const names = Object.keys(STATIC_HOSTS).join(', ');
try {
  const write = STATIC_HOSTS[process.argv[2] ?? ''];
  if (write === undefined) throw new Error(`Name one of: ${names}.`);
  process.stdout.write(`${write(readPortalSettings(process.env))}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

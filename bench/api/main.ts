// The API as it is built for production, with one limit raised: a thousand owners sign in again and again here, which in
// life are a hundred thousand. All other limits hold, and are not met: there are enough owners and addresses.
import { join } from 'node:path';

const BUILT = join(import.meta.dirname, '..', '..', 'dist', 'backend', 'src');
const load = (file: string): Promise<unknown> => import(join(BUILT, file));

const { environmentOrExit } = (await load(
  'config/env.js',
)) as typeof import('../../backend/src/config/env.js');
const { createApp } = (await load('app.setup.js')) as typeof import('../../backend/src/app.setup.js');
const { DEFAULT_RATE_LIMITS } = (await load(
  'common/http/rate-limits.js',
)) as typeof import('../../backend/src/common/http/rate-limits.js');

const environment = environmentOrExit();
const rateLimits = { ...DEFAULT_RATE_LIMITS, exchangesPerClerkUser: 1_000_000 };
const app = await createApp(environment, { rateLimits });
await app.listen(environment.port, '127.0.0.1');

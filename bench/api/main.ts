// The API as it is built for production, with one limit raised: a thousand owners sign in again and again here, which in
// life are a hundred thousand. All other limits hold, and are not met: there are enough owners and addresses.
import { join } from 'node:path';
import type { createApp } from '../../backend/src/app.setup.ts';
import type { DEFAULT_RATE_LIMITS } from '../../backend/src/common/http/rate-limits.ts';
import type { environmentOrExit } from '../../backend/src/config/env.ts';

interface Built {
  createApp: typeof createApp;
  DEFAULT_RATE_LIMITS: typeof DEFAULT_RATE_LIMITS;
  environmentOrExit: typeof environmentOrExit;
}

const BUILT = join(import.meta.dirname, '..', '..', 'dist', 'backend', 'src');
const FILES = ['config/env.js', 'common/http/rate-limits.js', 'app.setup.js'];

const modules = (await Promise.all(FILES.map((file) => import(join(BUILT, file))))) as Built[];
const api = Object.assign({}, ...modules) as Built;
const environment = api.environmentOrExit();
const rateLimits = { ...api.DEFAULT_RATE_LIMITS, exchangesPerClerkUser: 1_000_000 };
const app = await api.createApp(environment, { rateLimits });
await app.listen(environment.port, '127.0.0.1');

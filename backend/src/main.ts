import { createApp } from './app.setup.js';
import { collectBootGarbage } from './boot-garbage.js';
import { environmentOrExit } from './config/env.js';

const environment = environmentOrExit();
const app = await createApp(environment);
await app.init();
collectBootGarbage();
await app.listen(environment.port, '0.0.0.0');

import { createPortalServer } from './portal-server.ts';
import { readPortalSettings } from './portal-settings.ts';

try {
  const settings = readPortalSettings(process.env);
  const server = await createPortalServer(settings);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
  console.log(`Portal listens on ${await server.listen({ port: settings.port, host: settings.host })}`);
} catch (error) {
  console.error(`The portal could not start. ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

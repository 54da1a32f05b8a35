import { type AddressInfo } from 'node:net';
import { type FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { type Message } from './codes/messages.ts';
import { refuseUnsafe, StartRefused, type ClerkOptions } from './options.ts';
import { openServices, resetServices } from './services.ts';
import { type SettingsPatch } from './settings.ts';

export { StartRefused, type ClerkOptions } from './options.ts';

const DEFAULT_PORT = 4000;
const DEFAULT_HOST = '127.0.0.1';

/** A running stand-in. */
export interface RunningClerk {
  /** `http://localhost:<port>`: the inbox page, and the base of every API. */
  url: string;
  port: number;
  publishableKey: string;
  secretKey: string;
  webhookSecret: string;
  /** What session tokens carry as `iss`. */
  issuer: string;
  /** The current signing key for backends that verify without a network. */
  jwtKey: string;
  /** The codes sent so far, newest first. */
  messages(phoneNumber?: string): Message[];
  /** Turns knobs, as `POST /_dev/settings` does. */
  change(settings: SettingsPatch): void;
  /** Forgets users, sessions and messages and turns the knobs back, as `POST /_dev/reset` does. */
  reset(): void;
  /** Ends every connection and resolves when the port is free. */
  stop(): Promise<void>;
}

/**
 * Starts the Clerk stand-in on loopback.
 * @throws StartRefused with one line that says the remedy: in production, with live keys, with the port taken
 */
export async function startClerk(options: ClerkOptions = {}): Promise<RunningClerk> {
  refuseUnsafe(options, process.env['NODE_ENV']);
  const services = await openServices(options);
  const app = await buildApp(services);
  await listen(app, options.port ?? DEFAULT_PORT, options.host ?? DEFAULT_HOST);

  const { port } = app.server.address() as AddressInfo;
  const { publishableKey, secretKey, webhookSecret, issuer } = services.identity;
  return {
    url: `http://localhost:${port}`,
    port,
    publishableKey,
    secretKey,
    webhookSecret,
    issuer,
    jwtKey: await services.keys.publicPem(),
    messages: (phoneNumber) => services.messages.list(phoneNumber),
    change: (settings) => services.settings.change(settings),
    reset: () => resetServices(services),
    stop: async () => {
      services.webhooks.stop();
      await app.close();
      await services.store.saved();
    },
  };
}

async function listen(app: FastifyInstance, port: number, host: string): Promise<void> {
  try {
    await app.listen({ port, host });
  } catch (error) {
    await app.close();
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new StartRefused(
      `Port ${port} is taken, and the Clerk stand-in needs it: stop what listens there, or set CLERK_PORT to another.`,
    );
  }
}

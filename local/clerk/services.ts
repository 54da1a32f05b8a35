import { Accounts } from './accounts.ts';
import { CodeSender } from './codes/code-sender.ts';
import { Messages } from './codes/messages.ts';
import { identityOf, type ClerkIdentity, type ClerkOptions } from './options.ts';
import { Settings } from './settings.ts';
import { SigningKeys } from './state/signing-keys.ts';
import { SlidingWindow } from './codes/sliding-window.ts';
import { Store } from './state/store.ts';
import { TokenMint } from './tokens.ts';
import { Webhooks } from './webhooks.ts';

const TEN_SECONDS_MS = 10_000;

/** Everything the routes work with. */
export interface Services {
  identity: ClerkIdentity;
  settings: Settings;
  store: Store;
  keys: SigningKeys;
  tokens: TokenMint;
  messages: Messages;
  codes: CodeSender;
  webhooks: Webhooks;
  accounts: Accounts;
  /** Calls per IP address. */
  creates: SlidingWindow;
  attempts: SlidingWindow;
  log: (line: string) => void;
}

/** Opens what is kept in `dataDir` and puts the parts together. */
export async function openServices(options: ClerkOptions): Promise<Services> {
  const log = options.log ?? (() => undefined);
  const dataDir = options.dataDir ?? '.local/clerk';
  const identity = identityOf(options, dataDir);
  const settings = new Settings({
    portalOrigins: options.portalOrigins ?? [],
    webhookUrl: options.webhookUrl ?? null,
    ...options.settings,
  });
  const store = new Store(dataDir, log);
  const keys = await SigningKeys.open(dataDir, log);
  const messages = new Messages();
  const webhooks = new Webhooks(store, settings, {
    secret: identity.webhookSecret,
    instanceId: 'ins_bharatprintlocal',
    log,
  });
  return {
    identity,
    settings,
    store,
    keys,
    tokens: new TokenMint(keys, settings, identity.issuer),
    messages,
    codes: new CodeSender(settings, messages),
    webhooks,
    accounts: new Accounts(store, webhooks),
    creates: new SlidingWindow(TEN_SECONDS_MS),
    attempts: new SlidingWindow(TEN_SECONDS_MS),
    log,
  };
}

/** Back to an empty instance with the knobs as started. The signing key stays: verifiers keep it for minutes. */
export function resetServices(services: Services): void {
  services.settings.reset();
  services.webhooks.clear();
  services.store.clear();
  services.messages.clear();
  services.codes.clear();
  services.creates.clear();
  services.attempts.clear();
}

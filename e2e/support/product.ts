import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClerkClient, type ClerkClient } from '@clerk/backend';
import pg from 'pg';
import { freePorts } from '../../local/free-ports.ts';
import { localSecrets } from '../../local/stack/secrets.ts';
import { startStack, type Stack } from '../../local/stack/stack.ts';
import { Secrets } from './secrets.ts';

interface Message {
  to: string;
  body: string;
  code: string;
  sentAt: string;
}

/** The whole product on free ports, with an empty database of its own. */
export interface Product {
  stack: Stack;
  portalUrl: string;
  apiUrl: string;
  standInUrl: string;
  /** What must stay out of addresses and logs. */
  secrets: Secrets;
  /** The newest code sent to a number in E.164. */
  newestCode: (phoneNumber: string) => Promise<string>;
  /** How many messages a number got. */
  messageCount: (phoneNumber: string) => Promise<number>;
  /** What a support person of ours does to users at Clerk. */
  clerk: ClerkClient;
  /** Turns the stand-in's knobs. */
  turn: (knobs: Record<string, unknown>) => Promise<void>;
  /** Reads the database past row-level security. */
  query: <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<Row[]>;
  /** @throws Error when a log holds what it must not */
  stop: () => Promise<void>;
}

/** @param env besides what every journey has */
export async function startProduct(env: Record<string, string> = {}): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bharatprint-e2e-'));
  // Started by root, Postgres runs as somebody else, who must be able to enter.
  await chmod(dataDir, 0o755);
  const [portal = 0, api = 0, clerk = 0, postgres = 0] = await freePorts(4);
  const stack = await startStack({
    dataDir,
    ports: { portal, api, clerk, postgres },
    // The most talkative a deployment may be: nothing it says may give anybody away.
    env: { LOG_LEVEL: 'trace', ...env },
    report: () => undefined,
    durable: false,
  });
  const { portalOrigin, apiUrl, ports } = stack.settings;
  const clerkUrl = `http://localhost:${ports.clerk}`;
  const { secretKey } = stack.settings.clerk;
  const secrets = new Secrets();
  for (const [name, value] of Object.entries(localSecrets(dataDir))) secrets.addKey(name, String(value));
  const messages = async (phoneNumber: string): Promise<Message[]> => {
    secrets.addNumber(phoneNumber);
    const answer = await fetch(`${clerkUrl}/_dev/messages?phone=${encodeURIComponent(phoneNumber)}`);
    const { items } = (await answer.json()) as { items: Message[] };
    for (const { code } of items) secrets.addCode(code);
    return items;
  };
  return {
    stack,
    portalUrl: portalOrigin,
    apiUrl,
    standInUrl: clerkUrl,
    secrets,
    newestCode: async (phoneNumber) => {
      const [newest] = await messages(phoneNumber);
      if (newest === undefined) throw new Error('No code was sent to this number.');
      return newest.code;
    },
    messageCount: async (phoneNumber) => (await messages(phoneNumber)).length,
    clerk: createClerkClient({ secretKey, apiUrl: clerkUrl }),
    turn: async (knobs) => {
      const answer = await fetch(`${clerkUrl}/_dev/settings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(knobs),
      });
      if (!answer.ok) throw new Error(`The stand-in refused the knobs: ${await answer.text()}`);
    },
    query: (sql, values) => readAll(stack.database?.superuserUrl ?? '', sql, values),
    stop: async () => {
      await stack.stop();
      const leaks = await leaksOf(join(dataDir, 'logs'), secrets);
      await rm(dataDir, { recursive: true, force: true });
      if (leaks.length > 0) throw new Error(`Found in the logs: ${leaks.join('; ')}`);
    },
  };
}

/** The stand-in's log is left out: it shows its codes, which is what it is there for. */
async function leaksOf(folder: string, secrets: Secrets): Promise<string[]> {
  const leaks = ['api', 'portal'].map(async (name) => {
    const lines = (await readFile(join(folder, `${name}.log`), 'utf8')).split('\n');
    const found = new Set(lines.flatMap((line) => secrets.in(line)));
    return [...found].map((secret) => `${secret} in ${name}.log`);
  });
  return (await Promise.all(leaks)).flat();
}

async function readAll<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

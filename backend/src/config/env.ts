import { isIP } from 'node:net';
import { z } from 'zod';
import { readPublishableKey } from './clerk-publishable-key.js';
import { isWeakSecret } from './jwt-secret.js';
import { parseDuration } from './duration.js';
import { parseOrigins } from './origins.js';
import { parsePhoneNumbers } from './phone-numbers.js';
import { parseTrustProxy, type TrustProxy } from './trust-proxy.js';
import { parseWebhookSecrets } from './webhook-secrets.js';

export const ENVIRONMENT = Symbol('ENVIRONMENT');

/** Everything the API takes from outside, validated once at boot. */
export interface Environment {
  readonly isProduction: boolean;
  readonly port: number;
  /** How long a replica that is told to stop serves on: a proxy must see readiness fail before the port closes. */
  readonly drainMs: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly trustProxy: TrustProxy;
  readonly clerk: {
    readonly secretKey: string;
    readonly issuer: string;
    /** Of the publishable key; the secret key has its own. Only Clerk's production instances have live keys. */
    readonly isLive: boolean;
    readonly jwksUrl: string;
    readonly apiUrl: string;
    /** Two while the secret is rotated; none means that webhooks are not taken. */
    readonly webhookSigningSecrets: readonly string[];
  };
  readonly appToken: {
    readonly secret: string;
    /** Still verifies during a rotation, never signs. */
    readonly previousSecret: string | undefined;
    readonly lifetimeSeconds: number;
  };
  readonly databaseUrl: string;
  /** Whether connections keep their statements’ plans by name; not every pooler lets them. */
  readonly namesStatements: boolean;
  readonly corsOrigins: readonly string[];
  readonly redisUrl: string | undefined;
  readonly adminPhoneNumbers: ReadonlySet<string>;
  /** Where Prometheus may ask; nowhere unless a port is set. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** An OTLP/HTTP receiver, and the share of requests to trace; without it no trace is made. */
  readonly traces: { readonly endpoint: string; readonly sampleRatio: number } | undefined;
}

/** Names of the variables that are missing or wrong; values stay out of it, a log is no place for secrets. */
export class InvalidEnvironmentError extends Error {
  constructor(readonly variables: readonly string[]) {
    super(`These environment variables are missing or wrong: ${variables.join(', ')}. See .env.example.`);
    this.name = 'InvalidEnvironmentError';
  }
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/**
 * Reads and validates the environment.
 * @throws InvalidEnvironmentError with every wrong variable's name
 */
export function parseEnvironment(variables: Record<string, string | undefined>): Environment {
  // `NAME=` in a compose file or an .env means "not set".
  const given = Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const isProduction = given['NODE_ENV'] === 'production';
  const parsed = schemaFor(isProduction).safeParse(given);
  if (!parsed.success) {
    throw new InvalidEnvironmentError([...new Set(parsed.error.issues.map(({ path }) => String(path[0])))]);
  }
  return toEnvironment(isProduction, parsed.data);
}

/**
 * Reads the process's environment.
 * @throws InvalidEnvironmentError with every wrong variable's name
 */
export function loadEnvironment(): Environment {
  return parseEnvironment(process.env);
}

/** Reads the process's environment, or ends the process with status 1 and the names of what is wrong. */
export function environmentOrExit(): Environment {
  try {
    return loadEnvironment();
  } catch (error) {
    if (!(error instanceof InvalidEnvironmentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

function schemaFor(isProduction: boolean) {
  const jwtSecret = z.string().refine((secret) => !isWeakSecret(secret));
  const port = z.coerce.number().int().min(0).max(65_535);
  const clerkUrl = url(isProduction ? ['https:'] : ['http:', 'https:']);
  const variables = z.object({
    CLERK_SECRET_KEY: z.string().regex(/^sk_(test|live)_[\w-]+$/),
    CLERK_PUBLISHABLE_KEY: parsedBy(readPublishableKey),
    CLERK_JWKS_URL: clerkUrl,
    CLERK_API_URL: clerkUrl.default('https://api.clerk.com'),
    CLERK_WEBHOOK_SIGNING_SECRET: parsedBy(parseWebhookSecrets).default([]),
    JWT_SECRET: jwtSecret,
    JWT_SECRET_PREVIOUS: jwtSecret.optional(),
    JWT_EXPIRES_IN: parsedBy(parseDuration).default(24 * 60 * 60),
    DATABASE_URL: url(['postgres:', 'postgresql:']),
    DATABASE_NAMED_STATEMENTS: z.enum(['true', 'false']).default('true'),
    CORS_ORIGINS: parsedBy((list) => parseOrigins(list, { allowLocalhost: !isProduction })).prefault(
      'http://localhost:3000',
    ),
    REDIS_URL: url(['redis:', 'rediss:']).optional(),
    TRUST_PROXY: parsedBy(parseTrustProxy).default(false),
    ADMIN_PHONE_NUMBERS: parsedBy(parsePhoneNumbers).default([]),
    LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
    PORT: port.default(8000),
    DRAIN_SECONDS: z.coerce
      .number()
      .min(0)
      .max(60)
      .default(isProduction ? 3 : 0.1),
    METRICS_PORT: port.optional(),
    METRICS_HOST: z
      .string()
      .refine((host) => isIP(host) !== 0)
      .default('127.0.0.1'),
    OTEL_EXPORTER_OTLP_ENDPOINT: url(['http:', 'https:']).optional(),
    OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  });
  return variables.superRefine(({ PORT, METRICS_PORT }, context) => {
    // What is not public would have to share a port with what is; 0 stands for any free one.
    if (PORT === 0 || PORT !== METRICS_PORT) return;
    for (const name of ['PORT', 'METRICS_PORT']) context.addIssue({ code: 'custom', path: [name] });
  });
}

function toEnvironment(isProduction: boolean, values: z.output<ReturnType<typeof schemaFor>>): Environment {
  return {
    isProduction,
    port: values.PORT,
    drainMs: values.DRAIN_SECONDS * 1_000,
    logLevel: values.LOG_LEVEL,
    trustProxy: values.TRUST_PROXY,
    clerk: {
      secretKey: values.CLERK_SECRET_KEY,
      issuer: values.CLERK_PUBLISHABLE_KEY.issuer,
      isLive: values.CLERK_PUBLISHABLE_KEY.isLive,
      jwksUrl: values.CLERK_JWKS_URL,
      apiUrl: values.CLERK_API_URL,
      webhookSigningSecrets: values.CLERK_WEBHOOK_SIGNING_SECRET,
    },
    appToken: {
      secret: values.JWT_SECRET,
      previousSecret: values.JWT_SECRET_PREVIOUS,
      lifetimeSeconds: values.JWT_EXPIRES_IN,
    },
    databaseUrl: values.DATABASE_URL,
    namesStatements: values.DATABASE_NAMED_STATEMENTS === 'true',
    corsOrigins: values.CORS_ORIGINS,
    redisUrl: values.REDIS_URL,
    adminPhoneNumbers: new Set(values.ADMIN_PHONE_NUMBERS),
    metrics:
      values.METRICS_PORT === undefined
        ? undefined
        : { host: values.METRICS_HOST, port: values.METRICS_PORT },
    traces:
      values.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
        ? undefined
        : { endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT, sampleRatio: values.OTEL_TRACES_SAMPLER_ARG },
  };
}

/** A variable read by a function of ours that answers null for what it refuses. */
function parsedBy<Value>(parse: (text: string) => Value | null) {
  return z.string().transform((text, context): Value => {
    const value = parse(text);
    if (value !== null) return value;
    context.addIssue('refused');
    return z.NEVER;
  });
}

function url(protocols: readonly string[]) {
  return z
    .string()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol))
    .transform((text) => text.replace(/\/+$/, ''));
}

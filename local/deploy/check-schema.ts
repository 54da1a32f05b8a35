import { type Manifest } from './read-manifests.ts';

interface Validate {
  (data: unknown): boolean;
  errors?: { instancePath: string; keyword: string; params: Record<string, unknown> }[] | null;
}

/** What Kubernetes' own schema says against an object: one line each, none when it is well formed. */
export async function schemaProblems(manifest: Manifest): Promise<string[]> {
  const where = `${manifest.file}: ${manifest.kind} ${manifest.metadata.name}`;
  const validate = await validatorOf(manifest);
  if (validate === null) return [`${where}: Kubernetes knows no ${manifest.kind} in ${manifest.apiVersion}.`];
  const read = new Map<object, Set<string>>();
  const isValid = validate(recording(manifest.body, read));
  const wrong = isValid ? [] : (validate.errors ?? []);
  return [
    ...wrong.map(
      ({ instancePath, keyword, params }) => `${where}: ${instancePath} ${keyword} ${JSON.stringify(params)}`,
    ),
    // Its errors may have stopped it early; then more of the object is unread than is unknown.
    ...(isValid ? unread(manifest.body, read).map((path) => `${where}: there is no field ${path}.`) : []),
  ];
}

/** `apps/v1` and `Deployment` are IoK8sApiAppsV1Deployment there. */
async function validatorOf({ apiVersion, kind }: Manifest): Promise<Validate | null> {
  const [group = '', version = ''] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion];
  const name = `IoK8sApi${capital(group.replace(/\.k8s\.io$/, ''))}${capital(version)}${kind}`;
  try {
    const schema = (await import(`kubernetes-models/_schemas/${name}`)) as { validate: Validate };
    return schema.validate;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.endsWith('MODULE_NOT_FOUND')) return null;
    throw error;
  }
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/**
 * The schemas let unknown fields pass, as Kubernetes itself does, which ignores a misspelt one without a word. But a
 * field that the schema knows is one that its validator reads.
 */
function recording(value: unknown, read: Map<object, Set<string>>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(target, key) {
      if (typeof key === 'string') (read.get(target) ?? remember(target, read)).add(key);
      return recording(Reflect.get(target, key), read);
    },
  });
}

function remember(target: object, read: Map<object, Set<string>>): Set<string> {
  const keys = new Set<string>();
  read.set(target, keys);
  return keys;
}

function unread(value: unknown, read: Map<object, Set<string>>, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    read.get(value)?.has(key) ? unread(inner, read, `${path}/${key}`) : [`${path}/${key}`],
  );
}

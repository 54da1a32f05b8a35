import { type DocumentedRoute, exampleBody, type Field } from './documented-route.js';

/** Who sends it; the walk knows the tokens. */
export type Sender =
  | 'asha'
  | 'admin'
  | 'asha at Clerk'
  | 'nobody'
  | 'garbage'
  | 'altered'
  | 'other secret'
  | 'no algorithm'
  | 'expired'
  | 'other issuer';

export interface Attack {
  name: string;
  route: DocumentedRoute;
  sender: Sender;
  /** What stands for `{id}` and its kin. */
  id: "ravi's" | 'unknown' | 'no-uuid' | '%00';
  query: string;
  /** Text is sent as it is. */
  body: unknown;
  contentType: string;
  /** Statuses that defend; more than one only where the document gives no exact word. */
  status: number;
  /** Null: any code that the document names for the status, or none when it is a success. */
  code: string | null;
}

const OVERSIZED = `{"x":"${'x'.repeat(65 * 1024)}"}`;
const LONG = 'x'.repeat(10_000);
const TOKENS_THAT_ARE_NONE: readonly Sender[] = [
  'nobody',
  'garbage',
  'altered',
  'other secret',
  'no algorithm',
  'expired',
  'other issuer',
];

/** Every attack on one route that the document lets one think of. */
export function attacksOn(route: DocumentedRoute): Attack[] {
  return [...tokenAttacks(route), ...pathAttacks(route), ...bodyAttacks(route), ...queryAttacks(route)];
}

function attack(route: DocumentedRoute, name: string, changes: Partial<Attack>): Attack {
  return {
    name,
    route,
    sender: rightfulSender(route),
    id: "ravi's",
    query: '',
    body: route.body === null ? undefined : exampleBody(route),
    contentType: 'application/json',
    status: 400,
    code: null,
    ...changes,
  };
}

function rightfulSender({ access }: DocumentedRoute): Sender {
  if (access === 'admin') return 'admin';
  if (access === 'owner') return 'asha';
  return access === 'clerk' ? 'asha at Clerk' : 'nobody';
}

function tokenAttacks(route: DocumentedRoute): Attack[] {
  const { access } = route;
  if (access === 'public' || access === 'signature') return [];
  // Clerk's token is none of ours, and ours none of Clerk's.
  const others: Sender[] = access === 'clerk' ? ['asha', 'admin'] : ['asha at Clerk'];
  const refused = [...TOKENS_THAT_ARE_NONE, ...others].map((sender) =>
    attack(route, `token: ${sender}`, { sender, status: 401, code: 'auth.unauthorized' }),
  );
  if (access !== 'admin') return refused;
  return [
    ...refused,
    attack(route, 'an owner who is no admin', { sender: 'asha', status: 403, code: 'access.forbidden' }),
  ];
}

function pathAttacks(route: DocumentedRoute): Attack[] {
  // A code that is none is an answer like any other.
  if (route.path.includes('{code}')) {
    return (['unknown', 'no-uuid', '%00'] as const).map((id) =>
      attack(route, `code: ${id}`, { id, status: 200 }),
    );
  }
  if (!route.path.includes('{id}')) return [];
  const hidden = (id: Attack['id']): Attack =>
    attack(route, `id: ${id}`, { id, status: 404, code: 'request.not_found' });
  const none = [hidden('no-uuid'), hidden('%00')];
  // A PUT makes what it names: an id that nobody has is a new one, and one of somebody else's is as new to the caller.
  if (route.method === 'PUT') return none;
  const strangers = [hidden('unknown'), ...none];
  return route.access === 'owner' ? [hidden("ravi's"), ...strangers] : strangers;
}

function bodyAttacks(route: DocumentedRoute): Attack[] {
  if (route.method === 'GET') return [];
  const refused = (name: string, body: unknown, changes: Partial<Attack> = {}): Attack =>
    attack(route, name, { body, ...changes });
  const malformed = { code: 'request.malformed' };
  const ofEveryRoute = [
    refused('broken JSON', '{"a":', malformed),
    refused('a key named __proto__', '{"__proto__":{"role":"admin"}}', malformed),
    refused('65 KiB', OVERSIZED, { status: 413, code: 'request.too_large' }),
    ...['text/plain', 'application/x-www-form-urlencoded', 'application/xml'].map((contentType) =>
      refused(`a body of ${contentType}`, 'a=b', {
        contentType,
        status: 415,
        code: 'request.unsupported_media_type',
      }),
    ),
  ];
  if (route.body === null) return ofEveryRoute;
  // Only the signature is looked at before the signature holds.
  if (route.access === 'signature') return [...ofEveryRoute, ...unsigned(route)];
  return [
    ...ofEveryRoute,
    ...[null, [], ['a'], '"text"', '5', 'true'].map((body) =>
      refused(`the body ${JSON.stringify(body)}`, body === null ? 'null' : body, malformed),
    ),
    ...['role', 'id', 'tokenGeneration', 'constructor'].map((name) =>
      refused(`an unknown field ${name}`, { ...exampleBody(route), [name]: 'admin' }, invalid),
    ),
    ...route.body.filter(({ isLenient }) => !isLenient).flatMap((field) => fieldAttacks(route, field)),
  ];
}

const invalid = { code: 'request.invalid' };

function unsigned(route: DocumentedRoute): Attack[] {
  const code = 'webhook.signature_invalid';
  return [exampleBody(route), null, [], {}, { type: 'user.deleted', data: {} }].map((body) =>
    attack(route, `unsigned ${JSON.stringify(body)}`, { body: body ?? 'null', code }),
  );
}

function fieldAttacks(route: DocumentedRoute, field: Field): Attack[] {
  const { name, type, isNullable, isRequired } = field;
  const having = (what: string, value: unknown): Attack =>
    attack(route, `${name}: ${what}`, { body: { ...exampleBody(route), [name]: value } });
  return [
    ...(isNullable ? [] : [having('null', null)]),
    ...(isRequired ? [having('left out', undefined)] : []),
    having('an object', { $ne: '' }),
    having('a list', ['a']),
    ...(type === 'boolean' ? [] : [having('true', true)]),
    ...(type === 'string'
      ? [
          having('a number', 5),
          having('NUL', 'a\0b'),
          having('half a surrogate pair', 'a\ud800'),
          having('10,000 characters', LONG),
          having('blanks', '   '),
        ]
      : [having('text', 'many'), having('a fraction', 1.5), having('beyond all limits', 1e21)]),
  ];
}

function queryAttacks(route: DocumentedRoute): Attack[] {
  if (route.query.length === 0) {
    // Nothing is read of it: a GET answers as without. Others would take effect.
    if (route.method !== 'GET' || route.path.includes('{')) return [];
    return [attack(route, 'a query that nobody reads', { query: '?role=admin&role=x&a=%00', status: 200 })];
  }
  const asked = (name: string, query: string): Attack => attack(route, name, { query });
  return [
    attack(route, 'an unknown query parameter', { query: '?role=admin', ...invalid }),
    ...route.query.flatMap(({ name, example, type }) => [
      asked(`?${name} twice`, `?${name}=${String(example)}&${name}=${String(example)}`),
      asked(`?${name} as an object`, `?${name}[a]=b`),
      asked(`?${name} with NUL`, `?${name}=%00`),
      asked(`?${name} of 10,000 characters`, `?${name}=${LONG}`),
      ...(type === 'string' ? [] : [asked(`?${name} as text`, `?${name}=many`)]),
    ]),
  ];
}

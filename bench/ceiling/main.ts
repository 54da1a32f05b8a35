// Postgres's own ceiling: the statements of a scenario, pipelined over a few connections as fast as they are answered, with
// nothing of HTTP around them. Orders and answers are those of the load generator.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type CeilingOrder, type Round, type RoundResult } from '../load/orders.ts';
import { type Owner, type Scenario } from '../load/scenarios.ts';
import { LOOK_UP, ME, PROFILE_COLUMNS, QUOTA, SIGN_IN } from '../statements.ts';

const CONNECTIONS = 4;
/** Other newcomers than those of the load generator. */
let newcomers = 0;
let owners: Owner[] = [];
let sent = 0;
const clients = Array.from(
  { length: CONNECTIONS },
  () => new pg.Client({ connectionString: process.env['DATABASE_URL'] ?? '', pipeline: true }),
);
await Promise.all(clients.map((client) => client.connect()));

const PATCH = `UPDATE users SET city = $2 WHERE id = $1 RETURNING ${PROFILE_COLUMNS}`;
const SCOPE = `SELECT set_config('app.user_id', $1, true)`;

function statementOf(scenario: Scenario): pg.QueryConfig {
  sent += 1;
  const owner = owners[sent % owners.length];
  if (!owner) throw new Error('no owners');
  switch (scenario) {
    case 'me':
      return { name: 'me', text: ME, values: [owner.id, 0] };
    case 'exchange':
      return signIn(owner.clerkUserId, owner.phoneNumber);
    case 'exchange-new':
      newcomers += 1;
      return signIn(`user_direct${newcomers}`, `+91${9_899_999_999 - newcomers}`);
    case 'patch':
      return { name: 'patch', text: PATCH, values: [owner.id, `Pune ${sent % 7}`] };
    case 'lookup':
      return { name: 'lookup', text: LOOK_UP, values: [owner.referralCode] };
    case 'quota':
      return { name: 'quota', text: QUOTA, values: [owner.id, randomUUID()] };
  }
}

function signIn(clerkUserId: string, phone: string): pg.QueryConfig {
  const code = `BP-${Array.from({ length: 9 }, () => 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'[Math.floor(Math.random() * 31)]).join('')}`;
  const values = [clerkUserId, phone, null, true, false, code, `sess_${clerkUserId}`, new Date(), null];
  return { name: 'sign-in', text: SIGN_IN, values };
}

async function run({ scenario, connections, milliseconds }: Round): Promise<RoundResult> {
  const begun = performance.now();
  let answered = 0;
  await Promise.all(
    Array.from({ length: connections }, async (_, n) => {
      const client = clients[n % CONNECTIONS];
      if (!client) return;
      while (performance.now() - begun < milliseconds) {
        const { rowCount } = await answerOf(client, statementOf(scenario));
        if (rowCount !== 1) throw new Error(`${scenario}: ${rowCount} rows`);
        answered += 1;
      }
    }),
  );
  return { answered, seconds: (performance.now() - begun) / 1000, p50: 0, p99: 0, refused: {} };
}

/** A write needs its scope set before it is planned: four statements in one go, with nobody else's in between. */
async function answerOf(client: pg.Client, statement: pg.QueryConfig): Promise<pg.QueryResult> {
  if (statement.text !== PATCH) return client.query(statement);
  const [id] = statement.values as unknown[];
  const [, , answer] = await Promise.all([
    client.query('BEGIN'),
    client.query({ name: 'scope', text: SCOPE, values: [id] }),
    client.query(statement),
    client.query('COMMIT'),
  ]);
  return answer;
}

process.on('message', (order: CeilingOrder) => {
  if (order.kind === 'meet') owners = order.owners;
  const work = order.kind === 'run' ? run(order.round) : Promise.resolve(null);
  work.then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));

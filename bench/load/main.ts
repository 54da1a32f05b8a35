// The load, in a process of its own: told by its parent what to send where, it answers with what came of it.
import { Connection } from './connection.ts';
import { Requests } from './requests.ts';
import { type Order, type Round, type RoundResult } from './orders.ts';
import { type Owner } from './scenarios.ts';

let requests: Requests;
let owners: Owner[] = [];

async function run({ port, scenario, connections, milliseconds }: Round): Promise<RoundResult> {
  const times: number[] = [];
  const refused: Record<string, number> = {};
  const begun = performance.now();
  const endsAt = begun + milliseconds;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = new Connection(port);
      for (let at = performance.now(); at < endsAt; at = performance.now()) {
        const request = requests.next(scenario);
        if (request === null) break;
        const answer = await connection.send(request);
        times.push(performance.now() - at);
        const status = answer.slice(9, 12);
        if (status !== '200' && status !== '201')
          refused[answer.slice(9)] = (refused[answer.slice(9)] ?? 0) + 1;
      }
      connection.end();
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
  return { answered: times.length, seconds, p50: at(0.5), p99: at(0.99), refused };
}

/** Owners get the token they send from the API itself. */
async function signIn(port: number): Promise<string[]> {
  const connections = Array.from({ length: 8 }, () => new Connection(port));
  await Promise.all(
    connections.map(async (connection, first) => {
      for (let n = first; n < owners.length; n += connections.length) {
        const owner = owners[n];
        if (!owner) continue;
        const answer = await connection.send(requests.exchange(owner));
        owner.token = /"token":"([^"]+)"/.exec(answer)?.[1] ?? '';
        if (owner.token === '') throw new Error(`no token: ${answer}`);
      }
      connection.end();
    }),
  );
  return owners.map(({ token }) => token);
}

async function obey(order: Order): Promise<unknown> {
  switch (order.kind) {
    case 'meet':
      owners = order.owners;
      requests = new Requests(order.clerk, owners);
      return null;
    case 'sign-in':
      return signIn(order.port);
    case 'prepare':
      requests.prepare(order.round.scenario, order.round.newcomers);
      return null;
    case 'run':
      return run(order.round);
  }
}

process.on('message', (order: Order) => {
  obey(order).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));

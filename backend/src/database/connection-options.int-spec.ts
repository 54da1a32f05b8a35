import { Socket } from 'node:net';
import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { connectionOptions } from './connection-options.js';
import { HotStatements } from './hot-statements.js';
import { RowScope } from './row-scope.js';

const { jest } = import.meta;

describe(connectionOptions.name, () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await TestDatabase.start();
  }, 60_000);

  afterAll(() => database.stop());

  it('has the system ask after a server that is gone without a word, on the connections of every pool', async () => {
    const keepAlive = jest.spyOn(Socket.prototype, 'setKeepAlive');
    const app = await TestApp.start({ databaseUrl: database.server.apiUrl });
    const [scope, statements] = [app.nest.get(RowScope), app.nest.get(HotStatements)];
    await scope.callUnscoped('SELECT 1', []);
    await statements['run']('one', 'SELECT 1', []);
    await statements.ping();

    const port = Number(new URL(database.server.apiUrl).port);
    const sockets = keepAlive.mock.contexts as Socket[];
    const toPostgres = keepAlive.mock.calls.filter((_, n) => sockets[n]?.remotePort === port);
    expect(scope.connections.total + statements.connections.total).toBe(4);
    expect(toPostgres).toEqual(Array.from({ length: 4 }, () => [true, 10_000]));
    keepAlive.mockRestore();
    await app.stop();
  });
});

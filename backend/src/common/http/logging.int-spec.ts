import { connect } from 'node:net';
import { once } from 'node:events';
import { leaksIn } from '../../../test/leaks.js';
import { TestApp } from '../../../test/test-app.js';
import { loggingParams } from './logging.js';

describe(loggingParams.name, () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(async () => {
    await app.stop();
  });

  it.each([
    ['a line break in the path', 'GET /x%0d%0a{"level":50,"msg":"forged"} HTTP/1.1'],
    ['ANSI escapes in the path', 'GET /x%1b[31mred%1b[0m HTTP/1.1'],
    ['a raw escape in the path', 'GET /x\u001b[31mred HTTP/1.1'],
    ['a C1 control in the path', 'GET /x\u009b31mred HTTP/1.1'],
    ['a line separator in the path', 'GET /x%E2%80%A8forged HTTP/1.1'],
    ['a number in the path', 'GET /x/+919876543210?phone=9876543210 HTTP/1.1'],
    ['a token in the path', 'GET /x/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl HTTP/1.1'],
    ['a request id that forges', 'GET /health/ready HTTP/1.1\r\nX-Request-Id: a\u001b[31m"}'],
    ['a request id that is a number', 'GET /users/me HTTP/1.1\r\nX-Request-Id: 9876543210'],
  ])('writes one clean line for %s', async (_case, head) => {
    const before = app.logLines.length;
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    socket.end(`${head}\r\nHost: x\r\nConnection: close\r\n\r\n`, 'latin1');
    socket.resume();
    await once(socket, 'close');
    expect(leaksIn(app.logLines.slice(before))).toEqual([]);
  });

  it('keeps every request id whole, also one whose figures look like a number', async () => {
    const id = '01a20664-0467-7229-a31d-9876543210ab';
    await app.request('GET', '/users/me', { headers: { 'x-request-id': id } });
    expect(app.logLines.at(-1)).toContain(`"requestId":"${id}"`);
  });
});

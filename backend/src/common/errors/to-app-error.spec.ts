import { BadRequestException, HttpException, ImATeapotException, NotFoundException } from '@nestjs/common';
import {
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
  TransactionNotStartedError,
} from 'typeorm';
import { AppError } from './app-error.js';
import { toAppError } from './to-app-error.js';

const withCode = (code: string) => Object.assign(new Error('secret detail'), { code });
const withStatus = (statusCode: number) => Object.assign(new Error('secret detail'), { statusCode });

describe(toAppError.name, () => {
  it('leaves a refusal of ours alone', () => {
    const refusal = new AppError('user.blocked');
    expect(toAppError(refusal)).toBe(refusal);
  });

  it.each([
    ['a crash of Postgres', withCode('57P01')],
    ['a start of Postgres', withCode('57P03')],
    ['too many connections', withCode('53300')],
    ['a full disk', withCode('53100')],
    ['the statement timeout', withCode('57014')],
    ['a deadlock', withCode('40P01')],
    ['a transaction that idled too long', withCode('25P03')],
    ['a lost connection', withCode('08006')],
    ['a schema older than this build', withCode('42883')],
    ['a closed port', withCode('ECONNREFUSED')],
    ['a cut connection', withCode('ECONNRESET')],
    ['a name with two dead addresses', new AggregateError([withCode('ECONNREFUSED')])],
    ['a silent server', new Error('Query read timeout')],
    ['an exhausted pool', new Error('timeout exceeded when trying to connect')],
    ['a server that takes no connection in time', new Error('timeout expired')],
    ['a line that does not move', Object.assign(new Error(), { name: 'StalledLineError' })],
    ['a connection that ended', new Error('Connection terminated unexpectedly')],
    ['a released runner', new QueryRunnerAlreadyReleasedError()],
    ['a released connection', new QueryRunnerProviderAlreadyReleasedError()],
    ['a transaction that ended by itself', new TransactionNotStartedError()],
    ['TypeORM around any of them', new QueryFailedError('SELECT 1', [], withCode('57P01'))],
  ])('calls %s an unavailable database', (_case, error) => {
    expect(toAppError(error)).toMatchObject({ code: 'database.unavailable', status: 503, retryAfter: 2 });
  });

  it.each([
    [new NotFoundException(), 'request.not_found'],
    [new BadRequestException(), 'request.malformed'],
    [new ImATeapotException(), 'request.malformed'],
    [new HttpException('x', 429), 'request.rate_limited'],
    [withStatus(413), 'request.too_large'],
    [withStatus(415), 'request.unsupported_media_type'],
    [withStatus(400), 'request.malformed'],
    [withStatus(500), 'internal'],
    [withCode('23505'), 'internal'],
    [new Error('bug'), 'internal'],
    ['a thrown string', 'internal'],
    [null, 'internal'],
  ])('maps %s to %s', (thrown, code) => {
    expect(toAppError(thrown).code).toBe(code);
  });
});

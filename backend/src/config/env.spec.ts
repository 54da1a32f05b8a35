import { testVariables } from '../../test/test-environment.js';
import { InvalidEnvironmentError, parseEnvironment } from './env.js';

const PRODUCTION = {
  NODE_ENV: 'production',
  CLERK_JWKS_URL: 'https://clerk.bharatprint.in/.well-known/jwks.json',
  CLERK_API_URL: 'https://api.clerk.com',
  CORS_ORIGINS: 'https://bharatprint.in',
};

describe(parseEnvironment.name, () => {
  it('fills in what may be left out', () => {
    const { CORS_ORIGINS: _origins, CLERK_API_URL: _url, ...variables } = testVariables();
    expect(parseEnvironment(variables)).toMatchObject({
      isProduction: false,
      port: 8000,
      drainMs: 100,
      logLevel: 'info',
      trustProxy: false,
      corsOrigins: ['http://localhost:3000'],
      clerk: { apiUrl: 'https://api.clerk.com', issuer: 'https://clerk.bharatprint.test' },
      appToken: { lifetimeSeconds: 86_400, previousSecret: undefined },
      namesStatements: true,
      redisUrl: undefined,
      adminPhoneNumbers: new Set(),
      metrics: undefined,
      traces: undefined,
    });
  });

  it.each([
    ['CORS_ORIGINS', 'https://a.in/, https://b.in', { corsOrigins: ['https://a.in', 'https://b.in'] }],
    ['JWT_EXPIRES_IN', '90m', { appToken: { lifetimeSeconds: 5400 } }],
    ['TRUST_PROXY', '2', { trustProxy: 2 }],
    ['TRUST_PROXY', '10.0.0.0/8, ::1', { trustProxy: ['10.0.0.0/8', '::1'] }],
    ['TRUST_PROXY', '0', { trustProxy: false }],
    [
      'ADMIN_PHONE_NUMBERS',
      '+919876543210,9876543211',
      { adminPhoneNumbers: new Set(['+919876543210', '+919876543211']) },
    ],
    ['REDIS_URL', 'redis://localhost:6379', { redisUrl: 'redis://localhost:6379' }],
    ['CLERK_API_URL', 'http://localhost:4000/', { clerk: { apiUrl: 'http://localhost:4000' } }],
    ['DATABASE_NAMED_STATEMENTS', 'false', { namesStatements: false }],
    ['DRAIN_SECONDS', '5', { drainMs: 5_000 }],
    ['LOG_LEVEL', 'debug', { logLevel: 'debug' }],
    ['PORT', ' 9000 ', { port: 9000 }],
    ['PORT', '', { port: 8000 }],
    ['METRICS_PORT', '9464', { metrics: { host: '127.0.0.1', port: 9464 } }],
    ['METRICS_PORT', '0', { metrics: { port: 0 } }],
    ['METRICS_HOST', '0.0.0.0', { metrics: undefined }],
    [
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'http://collector:4318/',
      { traces: { endpoint: 'http://collector:4318', sampleRatio: 1 } },
    ],
    ['OTEL_TRACES_SAMPLER_ARG', '0.5', { traces: undefined }],
  ])('reads %s=%s', (name, value, expected) => {
    expect(parseEnvironment(testVariables({ [name]: value }))).toMatchObject(expected);
  });

  it('reads where metrics may be asked for, and the share of requests to trace', () => {
    const { metrics, traces } = parseEnvironment(
      testVariables({
        METRICS_PORT: '9464',
        METRICS_HOST: '10.0.0.7',
        OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.in',
        OTEL_TRACES_SAMPLER_ARG: '0',
      }),
    );
    expect(metrics).toEqual({ host: '10.0.0.7', port: 9464 });
    expect(traces).toEqual({ endpoint: 'https://collector.in', sampleRatio: 0 });
  });

  it.each([
    [{ PORT: '9464', METRICS_PORT: '9464' }],
    // The port that is used where none is given.
    [{ METRICS_PORT: '8000' }],
  ])('refuses metrics on the public port: %j', (variables) => {
    expect(() => parseEnvironment(testVariables(variables))).toThrow(
      expect.objectContaining({ variables: ['PORT', 'METRICS_PORT'] }),
    );
  });

  it('lets the system choose both ports', () => {
    const chosen = parseEnvironment(testVariables({ PORT: '0', METRICS_PORT: '0' }));
    expect(chosen).toMatchObject({ port: 0, metrics: { port: 0 } });
  });

  it.each([
    ['CLERK_SECRET_KEY', ''],
    ['CLERK_SECRET_KEY', 'pk_test_0123'],
    ['CLERK_PUBLISHABLE_KEY', 'pk_test_notBase64OfAHost'],
    ['CLERK_PUBLISHABLE_KEY', `pk_test_${Buffer.from('localhost$').toString('base64')}`],
    ['CLERK_PUBLISHABLE_KEY', `pk_test_${Buffer.from('a.in/evil$').toString('base64')}`],
    ['CLERK_PUBLISHABLE_KEY', `pk_test_${Buffer.from('a.in$$').toString('base64')}`],
    ['CLERK_JWKS_URL', ''],
    ['CLERK_JWKS_URL', 'file:///etc/passwd'],
    ['CLERK_WEBHOOK_SIGNING_SECRET', 'secret'],
    ['CLERK_WEBHOOK_SIGNING_SECRET', 'whsec_c2hvcnQ='],
    ['CLERK_WEBHOOK_SIGNING_SECRET', 'whsec_YSBzZWNyZXQgb2YgMjQgYnl0ZXM=,other'],
    ['DATABASE_NAMED_STATEMENTS', 'no'],
    ['DRAIN_SECONDS', '61'],
    ['JWT_SECRET', ''],
    ['JWT_SECRET', 'short'],
    ['JWT_SECRET_PREVIOUS', 'changeme'],
    ['JWT_EXPIRES_IN', 'soon'],
    ['JWT_EXPIRES_IN', '10s'],
    ['JWT_EXPIRES_IN', '31d'],
    ['DATABASE_URL', ''],
    ['DATABASE_URL', 'mysql://localhost/bharatprint'],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'https://*.bharatprint.in'],
    ['CORS_ORIGINS', 'null'],
    ['CORS_ORIGINS', 'https://a.in/path'],
    ['CORS_ORIGINS', 'https://a.in https://b.in'],
    ['CORS_ORIGINS', 'https://a.in,'],
    ['REDIS_URL', 'http://localhost:6379'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '0.0.0.0/0'],
    ['TRUST_PROXY', '99'],
    ['ADMIN_PHONE_NUMBERS', '+12015550100'],
    ['LOG_LEVEL', 'loud'],
    ['PORT', '70000'],
    ['METRICS_PORT', '-1'],
    ['METRICS_PORT', 'on'],
    ['METRICS_HOST', 'localhost'],
    ['METRICS_HOST', '0.0.0.0:9464'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'grpc://collector:4317'],
    ['OTEL_TRACES_SAMPLER_ARG', '1.1'],
    ['OTEL_TRACES_SAMPLER_ARG', 'all'],
  ])('refuses %s=%j', (name, value) => {
    expect(() => parseEnvironment(testVariables({ [name]: value }))).toThrow(
      expect.objectContaining({ variables: [name] }),
    );
  });

  it('accepts https and public origins in production', () => {
    expect(parseEnvironment(testVariables(PRODUCTION))).toMatchObject({ isProduction: true });
  });

  it.each([
    ['CLERK_JWKS_URL', 'http://clerk.bharatprint.in/.well-known/jwks.json'],
    ['CLERK_API_URL', 'http://localhost:4000'],
    ['CORS_ORIGINS', 'http://localhost:3000'],
    ['CORS_ORIGINS', 'https://bharatprint.in,http://127.0.0.1:3000'],
    ['CORS_ORIGINS', 'http://shop.localhost'],
    ['CORS_ORIGINS', 'http://localhost.:3000'],
    ['CORS_ORIGINS', 'http://[::1]:3000'],
    ['CORS_ORIGINS', 'http://[::ffff:127.0.0.1]:3000'],
    ['CORS_ORIGINS', ''],
  ])('refuses %s=%s in production', (name, value) => {
    expect(() => parseEnvironment(testVariables({ ...PRODUCTION, [name]: value }))).toThrow(
      expect.objectContaining({ variables: [name] }),
    );
  });

  it('names every wrong variable and tells no value', () => {
    const refuse = () => parseEnvironment(testVariables({ JWT_SECRET: 'hunter2', PORT: 'eight' }));
    expect(refuse).toThrow(InvalidEnvironmentError);
    expect(refuse).toThrow('JWT_SECRET, PORT');
    expect(refuse).not.toThrow(/hunter2|eight/);
  });
});

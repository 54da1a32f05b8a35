import { type Environment } from '../../config/env.js';
import { failure, type Findings, ok, type Outcome, reminder, warning } from '../outcome.js';

/** What can be told from the environment alone. */
export function settingsChecks(environment: Environment): Findings {
  return {
    'Clerk keys': clerkKeys(environment),
    issuer: ok(`Session tokens must name ${environment.clerk.issuer}.`),
    origins: origins(environment),
    'webhook secret': webhookSecret(environment),
    'token secret': tokenSecret(environment),
    'client address': clientAddress(environment),
    'SMS to India': reminder(
      'Clerk sends no SMS to +91 until India is switched on: dashboard.clerk.com → Configure → SMS. No API tells whether it is.',
    ),
  };
}

function clerkKeys({ clerk, isProduction }: Environment): Outcome {
  const isSecretLive = clerk.secretKey.startsWith('sk_live_');
  if (isSecretLive !== clerk.isLive) {
    return failure(
      'One key is of a development instance, the other of a production one: take both from the same page of the dashboard.',
    );
  }
  if (isProduction && !clerk.isLive) {
    return warning(
      'Production runs on a development instance of Clerk: it sends 20 SMS a month and shows a banner.',
    );
  }
  return clerk.isLive && !isProduction
    ? warning('Live keys outside production: NODE_ENV is not "production", or these people are real.')
    : ok(`Both are ${clerk.isLive ? 'live' : 'test'} keys.`);
}

function origins({ corsOrigins, isProduction }: Environment): Outcome {
  const list = corsOrigins.join(', ');
  const isPlain = corsOrigins.some((origin) => origin.startsWith('http:'));
  return isProduction && isPlain
    ? failure(`A portal without https hands its tokens to the whole network: ${list}.`)
    : ok(`${list}: exactly these may call, and only their session tokens count.`);
}

function webhookSecret({ clerk }: Environment): Outcome {
  switch (clerk.webhookSigningSecrets.length) {
    case 0:
      return warning(
        'CLERK_WEBHOOK_SIGNING_SECRET is not set: POST /webhooks/clerk answers 503, changed numbers are learned at sign-in only.',
      );
    case 1:
      return ok('Well formed.');
    default:
      return warning('Two are set: take the old one out when Clerk signs with the new one.');
  }
}

function tokenSecret({ appToken }: Environment): Outcome {
  const hours = Math.ceil(appToken.lifetimeSeconds / 3600);
  return appToken.previousSecret === undefined
    ? ok('Long and unpredictable enough.')
    : warning(
        `JWT_SECRET_PREVIOUS is set: take it out ${hours} h after the rotation, or all of it was for nothing.`,
      );
}

function clientAddress({ trustProxy, isProduction }: Environment): Outcome {
  return isProduction && trustProxy === false
    ? warning(
        'TRUST_PROXY is not set: behind a proxy all visitors have its address, and share its rate limit.',
      )
    : ok(trustProxy === false ? 'That of the connection.' : 'From the proxies that TRUST_PROXY names.');
}

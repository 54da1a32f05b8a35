// `npm run doctor`: a line for each thing the API stands on, and what to do about it. Exits 1 when one of them fails.
import { InvalidEnvironmentError, loadEnvironment } from '../config/env.js';
import { asLines, examine, isFit } from './doctor.js';
import { failure, ok } from './outcome.js';

function say(lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

try {
  const environment = loadEnvironment();
  const findings = {
    environment: ok('Every variable is there and well formed.'),
    ...(await examine(environment)),
  };
  say(asLines(findings));
  process.exitCode = isFit(findings) ? 0 : 1;
} catch (error) {
  if (!(error instanceof InvalidEnvironmentError)) throw error;
  say(asLines({ environment: failure(error.message) }));
  process.exitCode = 1;
}

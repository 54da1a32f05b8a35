/** How much of each fault is tried: a short look with every `npm test`, a long one with `npm run test:faults`. */
interface Scale {
  /** Requests sent while a replica stops or dies. */
  requests: number;
  requestsPerSecond: number;
  /** How often a fault that heals is repeated. */
  rounds: number;
  /** How long each state of a fault is looked at. */
  lookMs: number;
  /** Tokens with a key nobody has. */
  forgeries: number;
  /** Each deployment of a rotation takes seconds; a short look begins with the first one done. */
  deploysEveryStep: boolean;
  /** How often each replica of the topology is deployed anew. */
  rollingRestarts: number;
}

const SHORT: Scale = {
  requests: 4_000,
  requestsPerSecond: 500,
  rounds: 1,
  lookMs: 1_000,
  forgeries: 1_000,
  deploysEveryStep: false,
  rollingRestarts: 1,
};
const LONG: Scale = {
  requests: 20_000,
  requestsPerSecond: 500,
  rounds: 5,
  lookMs: 5_000,
  forgeries: 10_000,
  deploysEveryStep: true,
  rollingRestarts: 5,
};

export const SCALE = process.env['FAULTS'] === 'long' ? LONG : SHORT;

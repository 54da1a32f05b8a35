import { type ClerkSide } from '../fixture/clerk-side.ts';
import { type Owner, type Scenario } from './scenarios.ts';

/** One contender, one scenario, for a moment. */
export interface Round {
  port: number;
  scenario: Scenario;
  connections: number;
  milliseconds: number;
  /** Sign-ups to have ready: a round ends early without them. */
  newcomers: number;
}

/** Milliseconds are of one request, from its first byte to the last of its answer. */
export interface RoundResult {
  answered: number;
  seconds: number;
  p50: number;
  p99: number;
  /** Statuses other than 200 and 201, and how often. */
  refused: Record<string, number>;
}

export type Order =
  | { kind: 'meet'; clerk: ClerkSide; owners: Owner[] }
  | { kind: 'sign-in'; port: number }
  | { kind: 'prepare'; round: Round }
  | { kind: 'run'; round: Round };

/** What the program that asks Postgres alone is told. */
export type CeilingOrder = { kind: 'meet'; owners: Owner[] } | { kind: 'run'; round: Round };

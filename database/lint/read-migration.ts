import { type Node, parse } from 'libpg-query';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { OWNER_ROLE } from '../roles.ts';
import { tableName } from './names.ts';

export interface Statement {
  node: Node;
  /** The role it runs as: what it makes belongs to that role. */
  role: string;
  /** How many statements its call of `runner.query()` sends at once. */
  sentWith: number;
}

/** What a migration's `up` sends to the database, read by Postgres's own parser. */
export interface ReadMigration {
  name: string;
  /** Why no running build needs what is taken away, or null in a migration that only adds. */
  contracts: string | null;
  isTransactional: boolean;
  statements: Statement[];
  /** Tables it makes itself: empty, and unknown to every build that runs. */
  newTables: ReadonlySet<string>;
}

/** A migration as this project writes it; `contracts` marks one that takes something away, and says why it may. */
export type ReviewedMigration = MigrationInterface & { readonly contracts?: string };

/**
 * Runs `up` against a runner that only listens, and parses what it heard.
 * @throws SqlError when Postgres could not read it
 */
export async function readMigration(migration: ReviewedMigration): Promise<ReadMigration> {
  const statements: Statement[] = [];
  let role: string = OWNER_ROLE;
  for (const sql of await sentBy(migration)) {
    const nodes = ((await parse(sql)).stmts ?? []).flatMap(({ stmt }) => (stmt === undefined ? [] : [stmt]));
    for (const node of nodes) {
      role = roleAfter(node, role);
      statements.push({ node, role, sentWith: nodes.length });
    }
  }
  return {
    name: migration.name ?? migration.constructor.name,
    contracts: migration.contracts ?? null,
    isTransactional: migration.transaction ?? true,
    statements,
    newTables: new Set(
      statements.flatMap(({ node }) => ('CreateStmt' in node ? [tableName(node.CreateStmt.relation)] : [])),
    ),
  };
}

async function sentBy(migration: ReviewedMigration): Promise<string[]> {
  const sent: string[] = [];
  const listener = {
    query: (sql: string): Promise<unknown> => {
      sent.push(sql);
      // A migration that asks what the server can do reads the first row.
      return Promise.resolve([{}]);
    },
  };
  const runner = new Proxy(listener, {
    get(target, property) {
      if (property === 'query') return target.query;
      throw new Error(`A migration is SQL alone: runner.query(), not runner.${String(property)}.`);
    },
  });
  await migration.up(runner as unknown as QueryRunner);
  return sent;
}

function roleAfter(node: Node, role: string): string {
  if (!('VariableSetStmt' in node) || node.VariableSetStmt.name !== 'role') return role;
  const [value] = node.VariableSetStmt.args ?? [];
  const name = value && 'A_Const' in value ? value.A_Const.sval?.sval : undefined;
  return name ?? OWNER_ROLE;
}

import { type Node } from 'libpg-query';
import { type Finding } from '../finding.ts';
import { tableName } from '../names.ts';
import { type ReadMigration } from '../read-migration.ts';

const IN_BATCHES =
  'It locks every row it changes until the migration ends: fill in batches outside a migration, or in a function of its own.';
const HIDING = /\b(ALTER\s+TABLE|CREATE|DROP|UPDATE|DELETE|TRUNCATE|LOCK)\b/i;

/** How a migration behaves beside others: it takes no locks by hand, leaves no settings behind, hides nothing. */
export function conduct(migration: ReadMigration): Finding[] {
  return migration.statements.flatMap(({ node }) => judge(node, migration));
}

function judge(node: Node, { newTables }: ReadMigration): Finding[] {
  if ('UpdateStmt' in node) return changesRows(tableName(node.UpdateStmt.relation), newTables);
  if ('DeleteStmt' in node) return changesRows(tableName(node.DeleteStmt.relation), newTables);
  if ('VariableSetStmt' in node) {
    const { name = '?', is_local: isLocal } = node.VariableSetStmt;
    if (name.endsWith('_timeout')) {
      return [
        {
          rule: 'timeouts-are-set',
          object: name,
          remedy: 'Leave it out: database/migrations.ts sets the limits.',
        },
      ];
    }
    return isLocal
      ? []
      : [
          {
            rule: 'setting-stays',
            object: name,
            remedy: 'SET LOCAL: the next migration must not inherit it.',
          },
        ];
  }
  if ('LockStmt' in node) {
    return [
      { rule: 'locks-table', object: 'LOCK', remedy: 'Leave it out: the statements lock what they need.' },
    ];
  }
  if ('TransactionStmt' in node) {
    const remedy = 'Leave it out: each migration is one transaction, and so can be tried again.';
    return [{ rule: 'ends-transaction', object: node.TransactionStmt.kind ?? '?', remedy }];
  }
  if ('VacuumStmt' in node || 'ClusterStmt' in node || 'RefreshMatViewStmt' in node) {
    const object = Object.keys(node)[0] ?? '?';
    return [
      {
        rule: 'rewrites-table',
        object,
        remedy: 'No migration: it holds the table for as long as it has rows.',
      },
    ];
  }
  if ('DoStmt' in node && HIDING.test(JSON.stringify(node))) {
    return [
      {
        rule: 'hidden-in-block',
        object: 'DO',
        remedy: 'Write it as plain statements, which can be checked.',
      },
    ];
  }
  return [];
}

function changesRows(object: string, newTables: ReadonlySet<string>): Finding[] {
  return newTables.has(object) ? [] : [{ rule: 'changes-rows', object, remedy: IN_BATCHES }];
}

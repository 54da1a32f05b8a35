import { type Finding } from '../finding.ts';
import { droppedNames, tableName } from '../names.ts';
import { type ReadMigration, type Statement } from '../read-migration.ts';

const CONCURRENTLY =
  'Use CONCURRENTLY in a migration of its own with `readonly transaction = false`: nobody may write meanwhile.';

/** Indexes of tables that running builds write to. */
export function indexes(migration: ReadMigration): Finding[] {
  const dropped = new Set<string>();
  return migration.statements.flatMap((statement) => {
    const { node } = statement;
    if ('IndexStmt' in node) {
      const { relation, concurrent, idxname = '?' } = node.IndexStmt;
      if (migration.newTables.has(tableName(relation))) return [];
      if (!concurrent) return [{ rule: 'index-blocks-writes', object: idxname, remedy: CONCURRENTLY }];
      return [...runsAlone(idxname, statement, migration), ...beginsAfresh(idxname, dropped)];
    }
    if ('DropStmt' in node && node.DropStmt.removeType === 'OBJECT_INDEX') {
      return droppedNames(node.DropStmt.objects).flatMap((index) => {
        if (node.DropStmt.missing_ok) dropped.add(index);
        return node.DropStmt.concurrent
          ? runsAlone(index, statement, migration)
          : [{ rule: 'index-blocks-writes', object: index, remedy: CONCURRENTLY }];
      });
    }
    if ('ReindexStmt' in node && !JSON.stringify(node).includes('"concurrently"')) {
      const object = tableName(node.ReindexStmt.relation);
      return [{ rule: 'index-blocks-writes', object, remedy: CONCURRENTLY }];
    }
    return [];
  });
}

function runsAlone(object: string, { sentWith }: Statement, { isTransactional }: ReadMigration): Finding[] {
  if (!isTransactional && sentWith === 1) return [];
  return [
    {
      rule: 'concurrently-in-transaction',
      object,
      remedy: 'CONCURRENTLY needs `readonly transaction = false` and a runner.query() of its own.',
    },
  ];
}

/** A build that failed leaves an index that is never used and always written. */
function beginsAfresh(object: string, dropped: ReadonlySet<string>): Finding[] {
  if (dropped.has(object)) return [];
  const remedy = `Tried again, it finds the rest of the first try: DROP INDEX CONCURRENTLY IF EXISTS ${object} before it.`;
  return [{ rule: 'concurrently-leaves-rest', object, remedy }];
}

import { type CreateFunctionStmt, type Node } from 'libpg-query';
import { OWNER_ROLE } from '../../roles.ts';
import { type Finding } from '../finding.ts';
import { nameOf, signatureOf, tableName } from '../names.ts';
import { type ReadMigration } from '../read-migration.ts';

/** Nothing new is open to everybody: tables have forced policies, trusted functions a path of their own. */
export function closed(migration: ReadMigration): Finding[] {
  return [
    ...openTables(migration),
    ...migration.statements.flatMap(({ node }) => trusting(node)),
    ...callable(migration),
  ];
}

function openTables({ statements, newTables }: ReadMigration): Finding[] {
  const done = new Set(
    statements.flatMap(({ node }) => {
      if (!('AlterTableStmt' in node)) return [];
      const table = tableName(node.AlterTableStmt.relation);
      return (node.AlterTableStmt.cmds ?? []).flatMap((command) =>
        'AlterTableCmd' in command ? [`${table} ${command.AlterTableCmd.subtype ?? ''}`] : [],
      );
    }),
  );
  const copied = statements.flatMap(({ node }) =>
    'CreateTableAsStmt' in node ? [tableName(node.CreateTableAsStmt.into?.rel)] : [],
  );
  const remedy = 'A new table enables and forces row-level security at once: closeTable().';
  return [...newTables, ...copied]
    .filter(
      (table) => !done.has(`${table} AT_EnableRowSecurity`) || !done.has(`${table} AT_ForceRowSecurity`),
    )
    .map((object) => ({ rule: 'table-open', object, remedy }));
}

function trusting(node: Node): Finding[] {
  if ('CreateFunctionStmt' in node) {
    const object = nameOf(node.CreateFunctionStmt.funcname);
    return isTrusted(node.CreateFunctionStmt) && !pinsSearchPath(node.CreateFunctionStmt)
      ? [
          {
            rule: 'function-search-path',
            object,
            remedy: 'SECURITY DEFINER needs SET search_path = pg_catalog, …, pg_temp.',
          },
        ]
      : [];
  }
  if ('GrantStmt' in node && node.GrantStmt.is_grant) {
    const everybody = JSON.stringify(node.GrantStmt.grantees).match(
      /ROLESPEC_PUBLIC|"rolename":"(?:anon|authenticated|service_role)"/,
    );
    const remedy = 'Grant it to the roles that need it, by name.';
    return everybody
      ? [{ rule: 'open-to-everybody', object: grantedNames(node.GrantStmt.objects), remedy }]
      : [];
  }
  return [];
}

/**
 * Postgres lets everybody call a new function. The owner's default rights take that away; those of the roles the
 * functions are handed to do not.
 */
function callable({ statements }: ReadMigration): Finding[] {
  const revoked = new Set(
    statements.flatMap(({ node }) => {
      if (!('GrantStmt' in node) || node.GrantStmt.is_grant) return [];
      const isFromPublic = JSON.stringify(node.GrantStmt.grantees).includes('ROLESPEC_PUBLIC');
      return isFromPublic ? grantedNames(node.GrantStmt.objects).split(', ') : [];
    }),
  );
  return statements.flatMap(({ node, role }) => {
    if (!('CreateFunctionStmt' in node) || role === OWNER_ROLE) return [];
    const object = nameOf(node.CreateFunctionStmt.funcname);
    const remedy = `REVOKE EXECUTE ON FUNCTION public.${object} FROM PUBLIC in this migration.`;
    return revoked.has(object) ? [] : [{ rule: 'function-for-everybody', object, remedy }];
  });
}

function isTrusted({ options }: CreateFunctionStmt): boolean {
  return JSON.stringify(options).includes('"defname":"security","arg":{"Boolean":{"boolval":true}}');
}

/** pg_temp last: unnamed, it is searched first. */
function pinsSearchPath({ options }: CreateFunctionStmt): boolean {
  return (options ?? []).some((option) => {
    if (!('DefElem' in option) || option.DefElem.defname !== 'set') return false;
    const { arg } = option.DefElem;
    if (!arg || !('VariableSetStmt' in arg) || arg.VariableSetStmt.name !== 'search_path') return false;
    return JSON.stringify(arg.VariableSetStmt.args?.at(-1)).includes('"pg_temp"');
  });
}

/** Without types: of functions of one name all or none are open. */
function grantedNames(objects: Node[] | undefined): string {
  const names = (objects ?? []).map((object) => {
    if ('ObjectWithArgs' in object) return signatureOf(object.ObjectWithArgs).replace(/\(.*/, '');
    return 'RangeVar' in object ? tableName(object.RangeVar) : 'schema';
  });
  return names.join(', ');
}

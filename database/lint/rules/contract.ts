import { type Node } from 'libpg-query';
import { API_ROLE } from '../../roles.ts';
import { type Finding } from '../finding.ts';
import { droppedNames, nameOf, signatureOf, tableName, typeName } from '../names.ts';
import { type ReadMigration } from '../read-migration.ts';

const REMEDY =
  'A running build may need it: take it away in a later release, in a migration with `readonly contracts = "why nobody needs it"`.';

/** What may be missing in nobody's way: an index is slower, a constraint and a comment are less. */
const HARMLESS = new Set(['OBJECT_INDEX', 'OBJECT_TABCONSTRAINT']);

/** What takes away something that a build of the last release uses: allowed where the migration says why. */
export function contract(migration: ReadMigration): Finding[] {
  const made = new Set(migration.statements.flatMap(({ node }) => madeBy(node)));
  const gone = migration.statements
    .flatMap(({ node }) => takenBy(node))
    .filter((object) => !made.has(object));
  if (migration.contracts === null)
    return gone.map((object) => ({ rule: 'contract', object, remedy: REMEDY }));
  if (gone.length > 0 && migration.contracts.trim() !== '') return [];
  const remedy = 'It says that it takes something away: name the reason, or leave `contracts` out.';
  return [{ rule: 'contract', object: migration.name, remedy }];
}

/** What is dropped and made anew in one transaction was never away. */
function madeBy(node: Node): string[] {
  if ('CreateStmt' in node) return [tableName(node.CreateStmt.relation)];
  if ('CreatePolicyStmt' in node) {
    return [`${tableName(node.CreatePolicyStmt.table)}.${node.CreatePolicyStmt.policy_name ?? '?'}`];
  }
  if ('CreateTrigStmt' in node) {
    return [`${tableName(node.CreateTrigStmt.relation)}.${node.CreateTrigStmt.trigname ?? '?'}`];
  }
  if (!('CreateFunctionStmt' in node)) return [];
  const { funcname, parameters } = node.CreateFunctionStmt;
  const types = (parameters ?? []).flatMap((parameter) => {
    if (!('FunctionParameter' in parameter)) return [];
    const { mode, argType } = parameter.FunctionParameter;
    const isGiven = mode !== 'FUNC_PARAM_TABLE' && mode !== 'FUNC_PARAM_OUT';
    return isGiven && argType ? [typeName(argType)] : [];
  });
  return [`${nameOf(funcname)}(${types.join(', ')})`];
}

function takenBy(node: Node): string[] {
  if ('DropStmt' in node) {
    const { removeType = '?', objects } = node.DropStmt;
    return HARMLESS.has(removeType) ? [] : droppedNames(objects);
  }
  if ('RenameStmt' in node) {
    const { relation, object, subname } = node.RenameStmt;
    const table = relation
      ? tableName(relation)
      : object && 'ObjectWithArgs' in object
        ? signatureOf(object.ObjectWithArgs)
        : '?';
    return [subname === undefined ? table : `${table}.${subname}`];
  }
  if ('AlterObjectSchemaStmt' in node) return [tableName(node.AlterObjectSchemaStmt.relation)];
  if ('TruncateStmt' in node) return ['TRUNCATE'];
  if ('GrantStmt' in node && !node.GrantStmt.is_grant) {
    const { grantees, objects } = node.GrantStmt;
    const isFromApi = JSON.stringify(grantees).includes(`"rolename":"${API_ROLE}"`);
    return isFromApi ? (objects ?? []).map((object) => `${API_ROLE} on ${grantedName(object)}`) : [];
  }
  if (!('AlterTableStmt' in node)) return [];
  const table = tableName(node.AlterTableStmt.relation);
  return (node.AlterTableStmt.cmds ?? []).flatMap((command) => {
    if (!('AlterTableCmd' in command)) return [];
    const { subtype, name = '?', def } = command.AlterTableCmd;
    const takes = subtype === 'AT_DropColumn' || (subtype === 'AT_ColumnDefault' && def === undefined);
    return takes ? [`${table}.${name}`] : [];
  });
}

function grantedName(object: Node): string {
  if ('RangeVar' in object) return tableName(object.RangeVar);
  return 'ObjectWithArgs' in object ? signatureOf(object.ObjectWithArgs) : 'schema';
}

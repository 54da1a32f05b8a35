import { type AlterTableCmd, type ColumnDef, type Constraint, type Node } from 'libpg-query';
import { type Finding } from '../finding.ts';
import { tableName, typeName } from '../names.ts';
import { type ReadMigration } from '../read-migration.ts';

const NOT_VALID = 'Add it NOT VALID here and VALIDATE CONSTRAINT in a later migration.';
const BUILD_FIRST =
  'Build a unique index CONCURRENTLY in an earlier migration, then ADD CONSTRAINT … USING INDEX.';
const NO_REWRITE =
  'It rewrites the table while nobody may read it: add a new column, fill it in batches, switch.';

/** Changes of tables that running builds use: none may hold the table for as long as it has rows. */
export function alterTable(migration: ReadMigration): Finding[] {
  return migration.statements.flatMap(({ node }) => {
    if (!('AlterTableStmt' in node) || node.AlterTableStmt.objtype === 'OBJECT_INDEX') return [];
    const table = tableName(node.AlterTableStmt.relation);
    const commands = (node.AlterTableStmt.cmds ?? []).flatMap((command) =>
      'AlterTableCmd' in command ? [command.AlterTableCmd] : [],
    );
    const opened = commands.flatMap((command) => opens(command, table));
    return migration.newTables.has(table)
      ? opened
      : [...opened, ...commands.flatMap((command) => judge(command, table, commands))];
  });
}

function opens({ subtype }: AlterTableCmd, table: string): Finding[] {
  if (subtype !== 'AT_DisableRowSecurity' && subtype !== 'AT_NoForceRowSecurity') return [];
  return [
    { rule: 'table-open', object: table, remedy: 'Row-level security stays on and forced on every table.' },
  ];
}

function judge(command: AlterTableCmd, table: string, beside: AlterTableCmd[]): Finding[] {
  const { subtype, def, name } = command;
  const object = name === undefined ? table : `${table}.${name}`;
  switch (subtype) {
    case 'AT_AddColumn':
      return def && 'ColumnDef' in def ? addColumn(def.ColumnDef, table) : [];
    case 'AT_AddConstraint':
      return def && 'Constraint' in def ? addConstraint(def.Constraint, table) : [];
    case 'AT_ValidateConstraint':
      return beside.some((other) => constraintName(other.def) === name)
        ? [{ rule: 'constraint-scans-table', object, remedy: NOT_VALID }]
        : [];
    case 'AT_SetNotNull':
      return [
        {
          rule: 'constraint-scans-table',
          object,
          remedy:
            'Add CHECK (… IS NOT NULL) NOT VALID, validate it in a later migration, then SET NOT NULL needs no scan.',
        },
      ];
    case 'AT_AlterColumnType':
    case 'AT_SetLogged':
    case 'AT_SetUnLogged':
    case 'AT_SetTableSpace':
    case 'AT_SetAccessMethod':
      return [{ rule: 'rewrites-table', object, remedy: NO_REWRITE }];
    default:
      return [];
  }
}

function addColumn({ colname, typeName: type, constraints }: ColumnDef, table: string): Finding[] {
  const object = `${table}.${colname ?? '?'}`;
  const rules = (constraints ?? []).flatMap((rule) => ('Constraint' in rule ? [rule.Constraint] : []));
  const kinds = new Set(rules.map(({ contype }) => contype));
  const findings: Finding[] = [];
  if (kinds.has('CONSTR_NOTNULL') && !kinds.has('CONSTR_DEFAULT')) {
    findings.push({
      rule: 'column-not-null',
      object,
      remedy:
        'Rows that exist, and those a running build writes, have no value: give a DEFAULT, or let it be null first.',
    });
  }
  const isComputed =
    kinds.has('CONSTR_GENERATED') || kinds.has('CONSTR_IDENTITY') || isSerial(type && typeName(type));
  if (
    isComputed ||
    rules.some(({ raw_expr: value, contype }) => contype === 'CONSTR_DEFAULT' && callsFunction(value))
  ) {
    findings.push({ rule: 'rewrites-table', object, remedy: NO_REWRITE });
  }
  return [...findings, ...rules.flatMap((rule) => addConstraint(rule, table, object))];
}

function addConstraint(constraint: Constraint, table: string, column?: string): Finding[] {
  const object = column ?? `${table}.${constraint.conname ?? '?'}`;
  switch (constraint.contype) {
    case 'CONSTR_CHECK':
    case 'CONSTR_FOREIGN':
      return constraint.skip_validation
        ? []
        : [{ rule: 'constraint-scans-table', object, remedy: NOT_VALID }];
    case 'CONSTR_NOTNULL':
      return column !== undefined || constraint.skip_validation
        ? []
        : [{ rule: 'constraint-scans-table', object, remedy: NOT_VALID }];
    case 'CONSTR_UNIQUE':
    case 'CONSTR_PRIMARY':
    case 'CONSTR_EXCLUSION':
      return constraint.indexname === undefined
        ? [{ rule: 'index-blocks-writes', object, remedy: BUILD_FIRST }]
        : [];
    default:
      return [];
  }
}

function constraintName(def: Node | undefined): string | undefined {
  return def && 'Constraint' in def ? def.Constraint.conname : undefined;
}

function isSerial(type: string | undefined): boolean {
  return /^(small|big)?serial[248]?$/.test(type ?? '');
}

/** A constant and `now()` are written down once for all rows; what any other function gives may differ by row. */
function callsFunction(value: unknown): boolean {
  const calls = JSON.stringify(value).match(/"FuncCall":\{"funcname":\[.*?\]/g) ?? [];
  return calls.some((call) => !/"sval":"now"\}\}\]$/.test(call));
}

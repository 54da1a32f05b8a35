import type pg from 'pg';

/** Everything in the schema that a migration can make, in words that compare: definitions and rights. */
export async function schemaSnapshot(superuser: pg.Pool): Promise<string[]> {
  const { rows } = await superuser.query<{ line: string }>(
    `SELECT line FROM (${PARTS.join('\nUNION ALL\n')}) AS parts(line) ORDER BY line`,
  );
  return rows.map(({ line }) => line);
}

const PARTS = [
  `SELECT concat_ws(' ', 'relation', relname, relkind, relowner::regrole, relacl, relrowsecurity, relforcerowsecurity,
     reloptions) FROM pg_class WHERE relnamespace = 'public'::regnamespace`,
  `SELECT concat_ws(' ', 'column', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attacl,
     pg_get_expr(adbin, adrelid))
   FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
   WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p'))
     AND attnum > 0 AND NOT attisdropped`,
  `SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
   FROM pg_constraint WHERE connamespace = 'public'::regnamespace`,
  `SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes WHERE schemaname = 'public'`,
  `SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal`,
  `SELECT concat_ws(' ', 'policy', tablename, policyname, permissive, roles, cmd, qual, with_check) FROM pg_policies`,
  `SELECT concat_ws(' ', 'function', proowner::regrole, proacl, pg_get_functiondef(oid))
   FROM pg_proc WHERE pronamespace = 'public'::regnamespace`,
  `SELECT concat_ws(' ', 'type', typname, typowner::regrole, typacl)
   FROM pg_type WHERE typnamespace = 'public'::regnamespace`,
  `SELECT concat_ws(' ', 'schema rights', nspacl) FROM pg_namespace WHERE nspname = 'public'`,
  `SELECT concat_ws(' ', 'default rights', defaclrole::regrole, defaclobjtype, defaclacl) FROM pg_default_acl`,
];

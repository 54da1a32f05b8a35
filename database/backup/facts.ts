import type pg from 'pg';

/** What a copy of the database must share with it, by what it is about: `policy users.users_owner_select` → its words. */
export type Facts = ReadonlyMap<string, string>;

/** Everything migrations and operators can make in the schema: definitions, owners, rights, and the roles themselves. */
export async function schemaFacts(client: pg.ClientBase | pg.Pool): Promise<Facts> {
  const { rows } = await client.query<{ name: string; value: string }>(
    `SELECT name, value FROM (${PARTS.join('\nUNION ALL\n')}) AS facts(name, value) ORDER BY name, value`,
  );
  return new Map(rows.map(({ name, value }) => [name, value]));
}

/** How many rows each table has, and a digest of all that is in them. Needs a role that sees every row. */
export async function rowFacts(client: pg.ClientBase): Promise<Facts> {
  // The digest is of rows as text, which must not depend on the settings of the server that writes them.
  await client.query(`SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET bytea_output = 'hex'`);
  const facts = new Map<string, string>();
  for (const table of await tableNames(client)) {
    const { rows } = await client.query<{ value: string }>(
      `SELECT concat(count(*), ' with digest ', md5(string_agg(digest, '' ORDER BY digest))) AS value
       FROM (SELECT md5(t::text) AS digest FROM public.${client.escapeIdentifier(table)} AS t) AS digests`,
    );
    facts.set(`rows of ${table}`, rows[0]?.value ?? '');
  }
  return facts;
}

/** Tables in the schema, by name. */
export async function tableNames(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ relname: string }>(
    `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname`,
  );
  return rows.map(({ relname }) => relname);
}

/** One line for each fact that the copy lacks, has otherwise, or has on top. */
export function differences(original: Facts, copy: Facts): string[] {
  const lines = [...original].flatMap(([name, value]) => {
    const found = copy.get(name);
    if (found === undefined) return [`missing: ${name}`];
    return found === value ? [] : [`differs: ${name}: ${value} → ${found}`];
  });
  const added = [...copy.keys()].filter((name) => !original.has(name));
  return [...lines, ...added.map((name) => `not in the original: ${name}`)];
}

/** Rights in one order, whoever granted first; what nobody ever granted or revoked as the default it means. */
function rights(column: string, kind: string, owner: string): string {
  return `(SELECT string_agg(item::text, ' ' ORDER BY item::text)
    FROM unnest(coalesce(${column}, acldefault('${kind}', ${owner}))) AS item)`;
}

/** Definitions are asked for in their pretty form: the other keeps parentheses that a dump and its restore lose. */
const PARTS = [
  `SELECT 'relation ' || relname, concat_ws(' ', relkind, relowner::regrole,
     ${rights('relacl', 'r', 'relowner')}, reloptions)
   FROM pg_class WHERE relnamespace = 'public'::regnamespace`,
  `SELECT 'row-level security of ' || relname, concat_ws(' ', CASE WHEN relrowsecurity THEN 'on' ELSE 'off' END,
     CASE WHEN relforcerowsecurity THEN 'forced' ELSE 'not forced' END)
   FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
  `SELECT concat('column ', attrelid::regclass, '.', attname), concat_ws(' ', format_type(atttypid, atttypmod), attnotnull,
     (SELECT string_agg(item::text, ' ' ORDER BY item::text) FROM unnest(attacl) AS item), pg_get_expr(adbin, adrelid, true))
   FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
   WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p'))
     AND attnum > 0 AND NOT attisdropped`,
  `SELECT concat('constraint ', conrelid::regclass, '.', conname), concat_ws(' ', pg_get_constraintdef(oid, true), convalidated)
   FROM pg_constraint WHERE connamespace = 'public'::regnamespace`,
  `SELECT 'index ' || relname, pg_get_indexdef(oid, 0, true)
   FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'i'`,
  `SELECT concat('trigger ', tgrelid::regclass, '.', tgname), concat_ws(' ', pg_get_triggerdef(oid, true), tgenabled)
   FROM pg_trigger WHERE NOT tgisinternal`,
  `SELECT concat('policy ', polrelid::regclass, '.', polname), concat_ws(' ', polpermissive, polcmd,
     (SELECT string_agg(role::regrole::text, ' ' ORDER BY role::regrole::text) FROM unnest(polroles) AS role),
     pg_get_expr(polqual, polrelid, true), 'check', pg_get_expr(polwithcheck, polrelid, true))
   FROM pg_policy`,
  `SELECT concat('function ', oid::regprocedure), concat_ws(' ', proowner::regrole,
     ${rights('proacl', 'f', 'proowner')}, pg_get_functiondef(oid))
   FROM pg_proc WHERE pronamespace = 'public'::regnamespace`,
  `SELECT 'type ' || typname, concat_ws(' ', typowner::regrole, ${rights('typacl', 'T', 'typowner')})
   FROM pg_type WHERE typnamespace = 'public'::regnamespace`,
  `SELECT 'position of sequence ' || sequencename, concat(last_value) FROM pg_sequences WHERE schemaname = 'public'`,
  `SELECT 'schema rights', ${rights('nspacl', 'n', 'nspowner')} FROM pg_namespace WHERE nspname = 'public'`,
  `SELECT concat('default rights ', defaclrole::regrole, ' ', nspname, ' ', defaclobjtype),
     (SELECT string_agg(item::text, ' ' ORDER BY item::text) FROM unnest(defaclacl) AS item)
   FROM pg_default_acl LEFT JOIN pg_namespace ON pg_namespace.oid = defaclnamespace`,
  `SELECT 'extension ' || extname, extversion FROM pg_extension`,
  `SELECT 'role ' || rolname, concat_ws(' ', CASE WHEN rolcanlogin THEN 'login' END,
     CASE WHEN rolsuper THEN 'superuser' END, CASE WHEN rolbypassrls THEN 'bypassrls' END,
     CASE WHEN rolcreaterole THEN 'createrole' END, CASE WHEN rolcreatedb THEN 'createdb' END,
     CASE WHEN rolreplication THEN 'replication' END,
     (SELECT string_agg(setting, ', ' ORDER BY setting) FROM unnest(rolconfig) AS setting))
   FROM pg_roles WHERE rolname LIKE 'bharatprint\\_%'`,
  `SELECT concat('membership of ', member::regrole, ' in ', roleid::regrole), 'granted' FROM pg_auth_members
   WHERE roleid IN (SELECT oid FROM pg_roles WHERE rolname LIKE 'bharatprint\\_%')
     AND member IN (SELECT oid FROM pg_roles WHERE rolname LIKE 'bharatprint\\_%')`,
];

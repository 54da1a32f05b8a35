import { type ClientBase } from 'pg';

/** The database role could read or change rows past row-level security: a deployment mistake, never served. */
export class DangerousRoleError extends Error {
  constructor(readonly powers: readonly string[]) {
    super(`DATABASE_URL names a role that is ${powers.join(', ')}. Use the API's own role.`);
    this.name = 'DangerousRoleError';
  }
}

const POWERS = `
  SELECT role.rolsuper AS "isSuperuser", role.rolbypassrls AS "bypassesPolicies",
    EXISTS (
      SELECT FROM pg_class AS relation
      WHERE relation.relkind IN ('r', 'p') AND relation.relnamespace = 'public'::regnamespace
        AND pg_has_role(relation.relowner, 'USAGE')
    ) AS "ownsTables"
  FROM pg_roles AS role WHERE role.rolname = current_user`;

/** Refuses a connection whose role is superuser, has BYPASSRLS, or owns (or may act as the owner of) a table. */
export async function requireHarmlessRole(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{
    isSuperuser: boolean;
    bypassesPolicies: boolean;
    ownsTables: boolean;
  }>(POWERS);
  const [role] = rows;
  const powers = [
    ...(role?.isSuperuser ? ['a superuser'] : []),
    ...(role?.bypassesPolicies ? ['exempt from row-level security (BYPASSRLS)'] : []),
    ...(role?.ownsTables ? ['an owner of tables'] : []),
  ];
  if (powers.length > 0) throw new DangerousRoleError(powers);
}

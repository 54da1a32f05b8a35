/** The user whose rows a transaction may see; nobody while it is not set. After first use it reads '', not NULL. */
export const SCOPE = `(SELECT nullif(current_setting('app.user_id', true), '')::uuid)`;

/** Turns row-level security on for a new table, for its owner too, so that only policies open it. */
export function closeTable(table: string): string {
  return `
    ALTER TABLE public.${table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE public.${table} FORCE ROW LEVEL SECURITY;
    REVOKE ALL ON public.${table} FROM PUBLIC;
    ${forSupabaseRoles(`REVOKE ALL ON public.${table} FROM %I`)}`;
}

/**
 * Closes a table whose rows have no owner to scope them by.
 * @param rights privileges by role
 */
export function openToFunctions(table: string, rights: Record<string, string>): string {
  const grants = Object.entries(rights).map(
    ([role, privileges]) => `
      GRANT ${privileges} ON public.${table} TO ${role};
      CREATE POLICY ${table}_${role.replace('bharatprint_', '')} ON public.${table} TO ${role}
        USING (true) WITH CHECK (true);`,
  );
  return [closeTable(table), ...grants].join('\n');
}

/**
 * Runs a statement for each role through which Supabase serves whatever that role can see over HTTP; our tables are
 * served by the API alone. Elsewhere those roles do not exist and nothing happens.
 * @param statement with `%I` where the role's name goes
 */
export function forSupabaseRoles(statement: string): string {
  return `
    DO $$
    DECLARE supabase_role text;
    BEGIN
      FOR supabase_role IN
        SELECT rolname FROM pg_roles WHERE rolname IN ('anon', 'authenticated', 'service_role')
      LOOP
        EXECUTE format('${statement}', supabase_role);
      END LOOP;
    END $$;`;
}

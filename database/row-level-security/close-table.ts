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

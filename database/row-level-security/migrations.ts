import { closeTable } from './close-table.ts';

/** The list of applied migrations is the owner's alone. */
export const MIGRATIONS_POLICIES = `
  ${closeTable('migrations')}
  CREATE POLICY migrations_owner ON public.migrations TO bharatprint_owner USING (true) WITH CHECK (true);
`;

export const DROP_MIGRATIONS_POLICIES = `
  DROP POLICY migrations_owner ON public.migrations;
  ALTER TABLE public.migrations NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE public.migrations DISABLE ROW LEVEL SECURITY;
`;

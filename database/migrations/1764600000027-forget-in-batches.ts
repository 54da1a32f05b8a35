import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Old records forgotten some at a time: all at once, after many sign-outs, takes longer than a statement may. */
export class ForgetInBatches1764600000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      GRANT CREATE ON SCHEMA public TO bharatprint_lifecycle;
      SET LOCAL ROLE bharatprint_lifecycle;
      ${FORGET_OLD_RECORDS}
      REVOKE EXECUTE ON FUNCTION public.forget_old_records(integer) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION public.forget_old_records(integer) TO bharatprint_api;
      SET LOCAL ROLE bharatprint_owner;
      REVOKE CREATE ON SCHEMA public FROM bharatprint_lifecycle;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL ROLE bharatprint_lifecycle;
      DROP FUNCTION public.forget_old_records(integer);
      SET LOCAL ROLE bharatprint_owner;
    `);
  }
}

/** The times are those of forget_old_records() in migration 10, which builds of before go on calling. */
const FORGET_OLD_RECORDS = `
  CREATE FUNCTION public.forget_old_records(p_limit integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    DECLARE
      deliveries integer;
      sessions integer;
    BEGIN
      DELETE FROM public.webhook_deliveries WHERE svix_id IN (
        SELECT svix_id FROM public.webhook_deliveries
        WHERE received_at < public.present() - interval '30 days' ORDER BY received_at LIMIT p_limit
      );
      GET DIAGNOSTICS deliveries = ROW_COUNT;
      DELETE FROM public.ended_clerk_sessions WHERE session_id IN (
        SELECT session_id FROM public.ended_clerk_sessions
        WHERE ended_at < public.present() - interval '1 year' ORDER BY ended_at LIMIT p_limit
      );
      GET DIAGNOSTICS sessions = ROW_COUNT;
      RETURN deliveries + sessions;
    END $$;
  COMMENT ON FUNCTION public.forget_old_records(integer) IS
    'Forgets up to p_limit deliveries older than 30 days and as many sessions ended a year ago, and says how many in all';
`;

import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Who is calling: read on every request in one round trip. */
export class CreateCaller1764000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION public.caller(p_user_id uuid, p_token_generation integer) RETURNS SETOF public.users
        LANGUAGE plpgsql SECURITY INVOKER ROWS 1 SET search_path = pg_catalog, public, pg_temp
        AS $$
        BEGIN
          -- Local to the transaction: the next user of a pooled connection starts with no scope.
          PERFORM set_config('app.user_id', p_user_id::text, true);
          RETURN QUERY
            SELECT * FROM public.users
            WHERE id = p_user_id AND token_generation = p_token_generation
              AND blocked_at IS NULL AND parked_at IS NULL AND erased_at IS NULL;
        END $$;
      COMMENT ON FUNCTION public.caller(uuid, integer) IS
        'The user of a verified app token, or no row when the token was ended or the user is blocked, parked or erased';
      GRANT EXECUTE ON FUNCTION public.caller(uuid, integer) TO bharatprint_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION public.caller(uuid, integer)');
  }
}

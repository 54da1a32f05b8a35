import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The own profile written in one round trip, scope of row-level security included. */
export class WriteProfile1764600000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION public.write_profile(
        p_user_id uuid, p_owner_name text, p_owner_name_is_given boolean, p_shop_name text, p_city text, p_state text,
        p_pincode text, p_language text
      ) RETURNS SETOF public.users
        LANGUAGE plpgsql SECURITY INVOKER ROWS 1 SET search_path = pg_catalog, public, pg_temp
        AS $$
        BEGIN
          -- Local to the transaction: the next user of a pooled connection starts with no scope.
          PERFORM set_config('app.user_id', p_user_id::text, true);
          -- Triggers go by the columns that a statement names: those of the shop have other accounts locked.
          IF num_nonnulls(p_shop_name, p_city, p_state, p_pincode) > 0 THEN
            UPDATE public.users
            SET shop_name = coalesce(p_shop_name, shop_name), city = coalesce(p_city, city),
              state = coalesce(p_state, state), pincode = coalesce(p_pincode, pincode),
              owner_name = CASE WHEN p_owner_name_is_given THEN p_owner_name ELSE owner_name END,
              language = coalesce(p_language, language)
            WHERE id = p_user_id AND blocked_at IS NULL AND parked_at IS NULL AND erased_at IS NULL;
          ELSIF p_owner_name_is_given OR p_language IS NOT NULL THEN
            UPDATE public.users
            SET owner_name = CASE WHEN p_owner_name_is_given THEN p_owner_name ELSE owner_name END,
              language = coalesce(p_language, language)
            WHERE id = p_user_id AND blocked_at IS NULL AND parked_at IS NULL AND erased_at IS NULL;
          END IF;
          -- Not RETURNING: completing the profile may just have raised the limit.
          RETURN QUERY
            SELECT * FROM public.users
            WHERE id = p_user_id AND blocked_at IS NULL AND parked_at IS NULL AND erased_at IS NULL;
        END $$;
      COMMENT ON FUNCTION public.write_profile IS
        'Writes what is not null, and the owner''s name when it is given, then reads the account; no row when it is blocked, parked or erased';
      REVOKE EXECUTE ON FUNCTION public.write_profile FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION public.write_profile TO bharatprint_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION public.write_profile;');
  }
}

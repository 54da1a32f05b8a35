import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { ADMIN_POLICIES, DROP_ADMIN_POLICIES } from '../row-level-security/admin.ts';

/** What administrators need to find a shop among a million: indexes, and the words a shop is found by. */
export class FindUsers1764500000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${ADMIN_POLICIES}

      CREATE FUNCTION public.words_of(p_text text) RETURNS text[]
        LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
        AS $$
          SELECT array_remove(regexp_split_to_array(lower(normalize(coalesce(p_text, ''), NFC)),
                                                    '[\\s!-/:-@\\[-\`{-~।॥]+'), '')
        $$;
      COMMENT ON FUNCTION public.words_of IS
        'The words of a text in small letters, in any script: the text search parser would cut Indic words at their vowel signs';

      -- The cost says the truth, a dozen microseconds a row: the planner must not think it free to ask every row.
      CREATE FUNCTION public.shop_words(p_shop_name text, p_city text) RETURNS tsvector
        LANGUAGE sql IMMUTABLE COST 3000 SET search_path = pg_catalog, public, pg_temp
        AS $$ SELECT array_to_tsvector(public.words_of(p_shop_name) || public.words_of(p_city)) $$;

      CREATE FUNCTION public.shop_query(p_text text) RETURNS tsquery
        LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
        AS $$
          -- No word holds a quote or a backslash: words_of() cuts there.
          SELECT string_agg(format('''%s'':*', word), ' & ')::tsquery FROM unnest(public.words_of(p_text)) AS word
        $$;
      COMMENT ON FUNCTION public.shop_query IS 'Every word of the text, as the beginning of one; null without a word';

      REVOKE EXECUTE ON FUNCTION public.words_of, public.shop_words, public.shop_query FROM PUBLIC;
      -- Whoever writes a row computes its index entries.
      GRANT EXECUTE ON FUNCTION public.words_of, public.shop_words TO bharatprint_api, bharatprint_sign_in,
        bharatprint_lifecycle, bharatprint_admin;
      GRANT EXECUTE ON FUNCTION public.shop_query TO bharatprint_admin;

      CREATE INDEX users_created_at_id_idx ON public.users (created_at, id);
      CREATE INDEX users_phone_number_last_4_idx ON public.users (right(phone_number, 4));
      CREATE INDEX users_shop_words_idx ON public.users USING gin (public.shop_words(shop_name, city))
        WITH (fastupdate = off);
      CREATE INDEX users_blocked_at_idx ON public.users (created_at, id) WHERE blocked_at IS NOT NULL;
      CREATE INDEX users_parked_at_idx ON public.users (created_at, id) WHERE parked_at IS NOT NULL;
      CREATE INDEX users_erased_at_idx ON public.users (created_at, id) WHERE erased_at IS NOT NULL;
      CREATE INDEX audit_log_created_at_id_idx ON public.audit_log (created_at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX public.audit_log_created_at_id_idx, public.users_erased_at_idx, public.users_parked_at_idx,
        public.users_blocked_at_idx, public.users_shop_words_idx, public.users_phone_number_last_4_idx,
        public.users_created_at_id_idx;
      DROP FUNCTION public.shop_query, public.shop_words, public.words_of;
      ${DROP_ADMIN_POLICIES}
    `);
  }
}

import { closeTable, SCOPE } from './close-table.ts';

/** An owner reads what was counted for the own account; only functions count, give back and forget. */
export const COUNTED_UPLOADS_POLICIES = `
  ${closeTable('counted_uploads')}

  GRANT SELECT ON public.counted_uploads TO bharatprint_api;
  CREATE POLICY counted_uploads_owner_select ON public.counted_uploads FOR SELECT TO bharatprint_api
    USING (user_id = ${SCOPE});

  GRANT SELECT, INSERT, UPDATE (given_back_at) ON public.counted_uploads TO bharatprint_quota;
  CREATE POLICY counted_uploads_quota ON public.counted_uploads TO bharatprint_quota USING (true) WITH CHECK (true);

  GRANT SELECT, DELETE ON public.counted_uploads TO bharatprint_lifecycle;
  CREATE POLICY counted_uploads_lifecycle_select ON public.counted_uploads FOR SELECT TO bharatprint_lifecycle
    USING (true);
  CREATE POLICY counted_uploads_lifecycle_delete ON public.counted_uploads FOR DELETE TO bharatprint_lifecycle
    USING (true);
`;

/** What the functions that count may do to tables that exist: see an account's plan and grants, move its counters. */
export const QUOTA_POLICIES = `
  GRANT USAGE ON SCHEMA public TO bharatprint_quota;
  GRANT EXECUTE ON FUNCTION public.upload_month() TO bharatprint_quota;
  -- Whoever writes a row of users computes its index entries, whenever the new version does not fit on the old one's page.
  GRANT EXECUTE ON FUNCTION public.words_of, public.shop_words TO bharatprint_quota;

  GRANT SELECT (id, subscription_status, documents_uploaded, monthly_upload_limit, uploads_used_this_month,
                uploads_month, blocked_at, parked_at, erased_at)
    ON public.users TO bharatprint_quota;
  GRANT UPDATE (documents_uploaded, uploads_used_this_month, uploads_month) ON public.users TO bharatprint_quota;
  CREATE POLICY users_quota_select ON public.users FOR SELECT TO bharatprint_quota USING (true);
  CREATE POLICY users_quota_update ON public.users FOR UPDATE TO bharatprint_quota USING (true) WITH CHECK (true);

  GRANT SELECT (user_id, uploads) ON public.upload_grants TO bharatprint_quota;
  CREATE POLICY upload_grants_quota_select ON public.upload_grants FOR SELECT TO bharatprint_quota USING (true);
`;

export const DROP_QUOTA_POLICIES = `
  DROP POLICY upload_grants_quota_select ON public.upload_grants;
  REVOKE SELECT (user_id, uploads) ON public.upload_grants FROM bharatprint_quota;
  DROP POLICY users_quota_update ON public.users;
  DROP POLICY users_quota_select ON public.users;
  REVOKE ALL ON public.users FROM bharatprint_quota;
  REVOKE EXECUTE ON FUNCTION public.words_of, public.shop_words, public.upload_month FROM bharatprint_quota;
  REVOKE USAGE ON SCHEMA public FROM bharatprint_quota;
`;

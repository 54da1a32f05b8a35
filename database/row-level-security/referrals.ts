import { closeTable, SCOPE } from './close-table.ts';

/** Both sides read their referral; deciding about one is the work of functions. */
export const REFERRALS_POLICIES = `
  ${closeTable('referrals')}

  GRANT SELECT ON public.referrals TO bharatprint_api;
  CREATE POLICY referrals_own_select ON public.referrals FOR SELECT TO bharatprint_api
    USING (referrer_id = ${SCOPE} OR referee_id = ${SCOPE});
`;

/** An owner reads the grants of the own account. */
export const UPLOAD_GRANTS_POLICIES = `
  ${closeTable('upload_grants')}

  GRANT SELECT ON public.upload_grants TO bharatprint_api;
  CREATE POLICY upload_grants_owner_select ON public.upload_grants FOR SELECT TO bharatprint_api
    USING (user_id = ${SCOPE});
`;

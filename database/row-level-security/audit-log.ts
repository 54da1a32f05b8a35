import { closeTable, SCOPE } from './close-table.ts';

/** A user adds entries of the own doing and reads those of or about the own account; nobody changes one. */
export const AUDIT_LOG_POLICIES = `
  ${closeTable('audit_log')}

  GRANT SELECT, INSERT ON public.audit_log TO bharatprint_api;
  CREATE POLICY audit_log_own_select ON public.audit_log FOR SELECT TO bharatprint_api
    USING (subject_id = ${SCOPE} OR actor_id = ${SCOPE});
  CREATE POLICY audit_log_own_insert ON public.audit_log FOR INSERT TO bharatprint_api
    WITH CHECK (actor_id = ${SCOPE});

  GRANT INSERT ON public.audit_log TO bharatprint_sign_in;
  CREATE POLICY audit_log_sign_in_insert ON public.audit_log FOR INSERT TO bharatprint_sign_in WITH CHECK (true);
`;

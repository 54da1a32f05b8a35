import { openToFunctions } from './close-table.ts';

/** What we remember of Clerk's events: the API's role reads and writes none of it, the functions do. */
export const CLERK_RECORDS_POLICIES = `
  ${openToFunctions('webhook_deliveries', { bharatprint_lifecycle: 'SELECT, INSERT, DELETE' })}
  ${openToFunctions('deleted_clerk_users', {
    bharatprint_lifecycle: 'SELECT, INSERT, UPDATE',
    bharatprint_sign_in: 'SELECT',
  })}
  ${openToFunctions('ended_clerk_sessions', {
    bharatprint_lifecycle: 'SELECT, INSERT, DELETE',
    bharatprint_sign_in: 'SELECT',
  })}
`;

/** The key of the digests, and the digests of erased accounts' numbers. */
export const PHONE_DIGESTS_POLICIES = `
  ${openToFunctions('phone_digest_key', { bharatprint_lifecycle: 'SELECT' })}
  ${openToFunctions('erased_phone_numbers', {
    bharatprint_lifecycle: 'SELECT, INSERT',
    bharatprint_sign_in: 'SELECT',
  })}
`;

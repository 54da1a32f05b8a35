/** The newest migration this build was written for; a test compares it with the list in `database/`. */
export const NEWEST_MIGRATION = 'DecideReferrals1764600000024';

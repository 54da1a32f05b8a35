/** The newest migration this build was written for; a test compares it with the list in `database/`. */
export const NEWEST_MIGRATION = 'HoldBlockedNumbers1764600000028';

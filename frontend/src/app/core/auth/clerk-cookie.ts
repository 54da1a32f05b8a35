/** `__client_uat`, with a suffix or without: when Clerk's client here last changed, in seconds; 0 once signed out. */
const CHANGED_AT = /(?:^|; )__client_uat(?:_[\w-]+)?=0*[1-9]/;

/** Whether Clerk may have a session in this browser, by the cookie it leaves for the page to read. */
export function mayHaveClerkSession(): boolean {
  return CHANGED_AT.test(document.cookie);
}

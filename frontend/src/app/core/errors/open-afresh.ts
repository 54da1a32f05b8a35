/**
 * Loads an address anew, but only when the portal can be reached: a reload without a connection would put the
 * browser's own error page in place of what is still on screen.
 * @returns whether the page is on its way
 */
export async function openAfresh(url: string): Promise<boolean> {
  try {
    const { ok } = await fetch('/config.json', { cache: 'no-store', signal: AbortSignal.timeout(8_000) });
    if (ok) location.assign(url);
    return ok;
  } catch {
    // Not reachable: the page on screen, with its button, stays.
    return false;
  }
}

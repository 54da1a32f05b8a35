/** Does some work once the browser has nothing better to do. */
export function whenIdle(work: () => void): void {
  // Safari has no idle callback.
  if ('requestIdleCallback' in window) requestIdleCallback(() => work());
  else setTimeout(work, 1_000);
}

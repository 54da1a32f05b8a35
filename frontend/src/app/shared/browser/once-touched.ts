const TOUCHES = ['pointerdown', 'keydown', 'input'] as const;

/**
 * Does some work when somebody first touches the page or types, at the latest after so long.
 * @returns gives it up
 */
export function onceTouched(work: () => void, latestMs: number): () => void {
  const forget = (): void => {
    clearTimeout(timer);
    for (const touch of TOUCHES) window.removeEventListener(touch, go, true);
  };
  const go = (): void => {
    forget();
    work();
  };
  const timer = setTimeout(go, latestMs);
  for (const touch of TOUCHES) window.addEventListener(touch, go, true);
  return forget;
}

/**
 * Finds a sentence by its dotted key. Error codes carry dots of their own, so at each level the whole rest of the key is
 * tried first.
 */
export function sentence(level: unknown, key: string): string | null {
  const here = (level ?? {}) as Record<string, unknown>;
  const whole = here[key];
  if (typeof whole === 'string') return whole;
  const dot = key.indexOf('.');
  return dot < 0 ? null : sentence(here[key.slice(0, dot)], key.slice(dot + 1));
}

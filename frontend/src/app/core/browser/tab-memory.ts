/** What this tab keeps over a reload; somebody else's half-written value counts as nothing. */
export function recall(key: string): Record<string, unknown> {
  try {
    return (JSON.parse(sessionStorage.getItem(key) ?? '{}') ?? {}) as Record<string, unknown>;
  } catch {
    // Storage is switched off or was half written: begin with nothing.
    return {};
  }
}

export function remember(key: string, value: object): void {
  change((storage) => storage.setItem(key, JSON.stringify(value)));
}

export function forget(key: string): void {
  change((storage) => storage.removeItem(key));
}

/** Forgets all that was half written in this tab: its owner has left, and somebody else may sit down here. */
export function forgetAll(): void {
  change((storage) => {
    for (const key of Object.keys(storage)) if (key.startsWith('bharatprint.')) storage.removeItem(key);
  });
}

function change(write: (storage: Storage) => void): void {
  try {
    write(sessionStorage);
  } catch {
    // Storage may be switched off: what is on screen then lasts as long as the page.
  }
}

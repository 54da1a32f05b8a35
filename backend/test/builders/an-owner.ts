let count = 0;

/** A shop owner at Clerk, each with an id and a number of their own. */
export function anOwner(changes: { phoneNumber?: string } = {}): { id: string; phoneNumber: string } {
  count += 1;
  return { id: `user_${count}`, phoneNumber: `+9198${String(10_000_000 + count)}`, ...changes };
}

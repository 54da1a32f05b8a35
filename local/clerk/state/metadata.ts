import { type Metadata } from './records.ts';

/** Merges deeply, as Clerk does: an object into an object, null removes, everything else replaces. */
export function mergeMetadata(held: Metadata, changes: Metadata | undefined): Metadata {
  if (changes === undefined) return held;
  const merged = new Map(Object.entries(held));
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) merged.delete(key);
    else merged.set(key, isObject(value) ? mergeMetadata(objectOf(merged.get(key)), value) : value);
  }
  return Object.fromEntries(merged);
}

function objectOf(value: unknown): Metadata {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Metadata {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

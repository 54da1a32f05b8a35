import { Injectable, computed, signal } from '@angular/core';
import { type Referrer } from '#contracts/referral.js';

const STORED = 'bharatprint.invitation';
const KEPT_FOR_MS = 30 * 24 * 60 * 60_000;

interface KeptCode {
  /** As `parseReferralCode` writes it. */
  code: string;
  /** In milliseconds since 1970. */
  keptAt: number;
  /** Who invites, once the API has said so: asked once, because many shops share one address and its limit. */
  referrer: Referrer | null;
}

/**
 * The invitation code this browser was given by a link or by hand, for 30 days and for all its tabs. It leaves when an
 * exchange has said what became of it, or when somebody takes it out.
 */
@Injectable({ providedIn: 'root' })
export class KeptInvitation {
  private readonly kept = signal(readStorage());
  private isShared = this.kept() !== null;

  readonly code = computed(() => this.kept()?.code ?? null);
  readonly referrer = computed(() => this.kept()?.referrer ?? null);

  constructor() {
    window.addEventListener('storage', (event) => {
      // A null key is `localStorage.clear()`.
      if (event.key === STORED || event.key === null) this.follow(keptCodeOf(event.newValue));
    });
  }

  /** A newer code takes the place of an older one. */
  keep(code: string): void {
    const referrer = code === this.code() ? this.referrer() : null;
    this.write({ code, keptAt: Date.now(), referrer });
  }

  /** Remembers whose code it is, unless another has taken its place since it was asked. */
  knowReferrer(code: string, referrer: Referrer): void {
    const kept = this.kept();
    if (kept?.code === code) this.write({ ...kept, referrer });
  }

  /** What an exchange sends: another tab may have kept or taken out a code without this one hearing of it. */
  newest(): string | null {
    if (this.isShared) this.follow(readStorage());
    return this.code();
  }

  /** Takes the code out; one that has taken its place stays. */
  forget(code: string | null = this.code()): void {
    if (this.newest() !== code) return;
    this.kept.set(null);
    change((storage) => storage.removeItem(STORED));
  }

  private follow(kept: KeptCode | null): void {
    this.kept.set(kept);
    this.isShared = true;
  }

  private write(kept: KeptCode): void {
    this.kept.set(kept);
    // What could not be written, because storage is full or switched off, is known to this page alone.
    this.isShared = change((storage) => storage.setItem(STORED, JSON.stringify(kept)));
  }
}

function readStorage(): KeptCode | null {
  try {
    return keptCodeOf(localStorage.getItem(STORED));
  } catch {
    // Storage may be switched off: the code then lasts as long as the page.
    return null;
  }
}

/** Reads what lies in storage; anything that is not whole, or too old, counts as nothing. */
function keptCodeOf(text: string | null): KeptCode | null {
  try {
    const { code, keptAt, referrer } = (JSON.parse(text ?? '{}') ?? {}) as Record<string, unknown>;
    if (typeof code !== 'string' || !/^BP-[A-Z0-9]{9}$/.test(code)) return null;
    if (typeof keptAt !== 'number' || Date.now() - keptAt > KEPT_FOR_MS) return null;
    return { code, keptAt, referrer: referrerOf(referrer) };
  } catch {
    // Somebody, or a power cut, left half a value.
    return null;
  }
}

function referrerOf(value: unknown): Referrer | null {
  const { shopName, city } = (value ?? {}) as Record<string, unknown>;
  return isNameOrNull(shopName) && isNameOrNull(city) ? { shopName, city } : null;
}

function isNameOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

/** @returns whether it was written */
function change(write: (storage: Storage) => void): boolean {
  try {
    write(localStorage);
    return true;
  } catch {
    // Storage may be full or switched off: the code then lasts as long as the page.
    return false;
  }
}

import { signal } from '@angular/core';
import { type UserProfile } from '#contracts/user.js';
import { type Known, type ProfileForm, knownBeneath } from '../../core/profile/profile-draft.js';

/** What was sent and nobody has answered yet. It is sent again by itself, unless its owner has typed on since. */
export class UnansweredSave {
  private readonly sent = signal<{ form: ProfileForm; over: Known } | null>(null);

  /** @param over what was in the fields that changed, at the server */
  note(form: ProfileForm, over: Known): void {
    this.sent.set({ form, over });
  }

  forget(): void {
    this.sent.set(null);
  }

  /** @returns what that form was sent over; null when it was not sent, or was answered */
  overOf(form: ProfileForm): Known | null {
    const sent = this.sent();
    return sent?.form === form ? sent.over : null;
  }

  /** Whether the server still has in the fields what it had when they were sent. */
  isOverTheSame(user: UserProfile | null): boolean {
    const over = this.sent()?.over ?? {};
    const now = knownBeneath(over, user);
    return Object.entries(over).every(([field, value]) => now[field] === value);
  }
}

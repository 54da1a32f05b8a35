import { Component, computed, inject, input, output, signal } from '@angular/core';
import { type AdminUserDetail } from '#contracts/admin.js';
import { Session } from '../../../core/auth/session.js';
import { Translator } from '../../../core/i18n/translator.js';
import { AdminClient } from '../admin-client.js';
import { ReasonDialog } from '../reason-dialog.js';
import { type ActionDone } from './action-done.js';
import { GiveBackAction } from './give-back-action.js';
import { PlanAction } from './plan-action.js';

/** What an admin can do to an account, as it stands. */
@Component({
  selector: 'bp-user-actions',
  imports: [GiveBackAction, PlanAction, ReasonDialog],
  host: { class: 'sheet block p-6' },
  templateUrl: './user-actions.html',
})
export class UserActions {
  private readonly client = inject(AdminClient);
  private readonly session = inject(Session);

  readonly user = input.required<AdminUserDetail>();
  readonly done = output<ActionDone>();

  protected readonly t = inject(Translator).t;
  protected readonly shop = computed(() => ({ shop: this.user().shopName ?? this.t('admin.nameless') }));
  protected readonly isErased = computed(() => this.user().erasedAt !== null);
  protected readonly isOwn = computed(() => this.user().id === this.session.user()?.id);
  /** Whether whoever has a parked account's number now is to be parked in its place. */
  protected readonly parksHolder = signal(false);
  private answer: AdminUserDetail | null = null;

  protected readonly block = async (reason: string): Promise<void> => {
    this.answer = await this.client.block(this.user().id, reason);
  };
  protected readonly unblock = async (reason: string): Promise<void> => {
    this.answer = await this.client.unblock(this.user().id, reason);
  };
  protected readonly restore = async (reason: string): Promise<void> => {
    const parkHolder = this.parksHolder();
    this.answer = await this.client.restoreParked(this.user().id, { reason, parkHolder });
  };

  protected tell(key: 'admin.block.done' | 'admin.unblock.done' | 'admin.restore.done'): void {
    if (this.answer) this.done.emit({ account: this.answer, message: { key } });
  }
}

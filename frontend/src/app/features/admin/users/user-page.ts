import {
  Component,
  type ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AdminUserDetail, type AuditEntry } from '#contracts/admin.js';
import { type Page } from '#contracts/page.js';
import { Translator } from '../../../core/i18n/translator.js';
import { Notice } from '../../../shared/ui/notice.js';
import { AdminClient } from '../admin-client.js';
import { AuditEntries } from '../audit-log/audit-entries.js';
import { Reading } from '../reading.js';
import { ReadingState } from '../reading-state.js';
import { ACCOUNT_TONES } from '../status-tones.js';
import { type ActionDone } from './action-done.js';
import { UserActions } from './user-actions.js';
import { UserFacts } from './user-facts.js';

const HISTORY_SHOWN = 10;

/** One account in full: what it is, what an admin can do about it and what was done. */
@Component({
  selector: 'bp-user-page',
  imports: [AuditEntries, Notice, ReadingState, RouterLink, UserActions, UserFacts],
  templateUrl: './user-page.html',
})
export class UserPage {
  private readonly client = inject(AdminClient);
  private readonly injector = inject(Injector);
  private readonly outcome = viewChild<ElementRef<HTMLElement>>('outcome');

  readonly id = input.required<string>();

  protected readonly t = inject(Translator).t;
  protected readonly account = new Reading<AdminUserDetail>();
  protected readonly history = new Reading<Page<AuditEntry>>();
  /** What was just done. */
  protected readonly told = signal<ActionDone['message'] | null>(null);
  protected readonly status = computed(() =>
    this.t(`admin.status.${this.account.value()?.status ?? 'active'}`),
  );
  protected readonly tone = computed(() => ACCOUNT_TONES[this.account.value()?.status ?? 'active']);
  private asked: string | null = null;

  constructor() {
    effect(() => {
      this.id();
      untracked(() => void this.read());
    });
  }

  /** The account before its history, which is then to tell of this look too. */
  protected async read(): Promise<void> {
    const id = this.id();
    if (id !== this.asked) this.forget();
    this.asked = id;
    this.told.set(null);
    await this.account.run(() => this.client.user(id));
    // Whoever went on meanwhile has the other account's history read with that account.
    if (id === this.id()) await this.readHistory();
  }

  protected async readHistory(): Promise<void> {
    const query = { subject: this.id(), limit: HISTORY_SHOWN };
    if (this.account.value() !== null) await this.history.run(() => this.client.auditLog(query));
  }

  protected accept({ account, message }: ActionDone): void {
    // The address leads to another account already, which is not drawn yet.
    if (this.id() !== this.asked) return;
    this.account.accept(account);
    this.told.set(message);
    // The button that was pressed may be gone: the focus goes to what became of it.
    afterNextRender(() => this.outcome()?.nativeElement.focus(), { injector: this.injector });
    void this.readHistory();
  }

  /** The router keeps the page from one account to the next: what was typed for one must not be done to the other. */
  private forget(): void {
    this.account.forget();
    this.history.forget();
  }
}

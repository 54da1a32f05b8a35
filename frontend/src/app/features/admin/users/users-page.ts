import {
  Component,
  type ElementRef,
  computed,
  effect,
  inject,
  input,
  untracked,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { ACCOUNT_STATUSES, type AccountStatus, type AdminUserSummary } from '#contracts/admin.js';
import { type Page } from '#contracts/page.js';
import { SUBSCRIPTION_STATUSES, type SubscriptionStatus } from '#contracts/user.js';
import { Translator } from '../../../core/i18n/translator.js';
import { LabelledField } from '../../../shared/ui/labelled-field.js';
import { AdminClient } from '../admin-client.js';
import { PageSteps } from '../page-steps.js';
import { Reading } from '../reading.js';
import { ReadingState } from '../reading-state.js';
import { searchTermOf } from './search-term.js';
import { UserTable } from './user-table.js';

/** Finds accounts. What is looked for stands in the address, so that going back and reloading find it again. */
@Component({
  selector: 'bp-users-page',
  imports: [LabelledField, PageSteps, ReadingState, UserTable],
  host: { '(document:keydown)': 'goToSearch($event)' },
  templateUrl: './users-page.html',
})
export class UsersPage {
  private readonly client = inject(AdminClient);
  private readonly router = inject(Router);
  private readonly translator = inject(Translator);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  readonly search = input<string>();
  readonly status = input<string>();
  readonly plan = input<string>();
  readonly cursor = input<string>();

  protected readonly t = this.translator.t;
  protected readonly statuses = ACCOUNT_STATUSES;
  protected readonly plans = SUBSCRIPTION_STATUSES;
  protected readonly statusName = (status: AccountStatus): string => this.t(`admin.status.${status}`);
  protected readonly planName = (plan: SubscriptionStatus): string => this.t(`admin.plans.${plan}`);
  protected readonly list = new Reading<Page<AdminUserSummary>>();
  protected readonly isFiltered = computed(() => Boolean(this.search() ?? this.status() ?? this.plan()));
  protected readonly count = computed(() => {
    const page = this.list.value();
    if (page === null) return '';
    const isAll = page.nextCursor === null && this.cursor() === undefined;
    return this.translator.count(isAll ? 'admin.users.found' : 'admin.users.onPage', page.items.length);
  });

  constructor() {
    effect(() => {
      const query = this.query();
      untracked(() => void this.list.run(() => this.client.findUsers(query)));
    });
  }

  protected async find(search: string, status: string, plan: string): Promise<void> {
    const term = searchTermOf(search);
    this.field().nativeElement.value = term;
    const queryParams = { search: term || null, status: status || null, plan: plan || null };
    await this.router.navigate(['/admin/users'], { queryParams });
  }

  /** The button goes with what it clears, so the focus goes to where the next search begins. */
  protected async showAll(): Promise<void> {
    this.field().nativeElement.focus();
    await this.find('', '', '');
  }

  protected async again(): Promise<void> {
    await this.list.run(() => this.client.findUsers(this.query()));
  }

  /** As on many sites: `/` goes to the search, unless somebody is typing one. */
  protected goToSearch(event: KeyboardEvent): void {
    const isTyping = event.target instanceof Element && event.target.matches('input, textarea, select');
    if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.field().nativeElement.select();
    this.field().nativeElement.focus();
  }

  private query(): Parameters<AdminClient['findUsers']>[0] {
    return {
      search: this.search() ?? '',
      status: this.status() as AccountStatus,
      plan: this.plan() as SubscriptionStatus,
      cursor: this.cursor() ?? '',
    };
  }
}

import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { type AuditEntry } from '#contracts/admin.js';
import { type Page } from '#contracts/page.js';
import { Session } from '../../../core/auth/session.js';
import { Translator } from '../../../core/i18n/translator.js';
import { PageArrival } from '../../../core/layout/page-arrival.js';
import { LabelledField } from '../../../shared/ui/labelled-field.js';
import { AdminClient } from '../admin-client.js';
import { isId } from '../is-id.js';
import { PageSteps } from '../page-steps.js';
import { Reading } from '../reading.js';
import { ReadingState } from '../reading-state.js';
import { AuditEntries } from './audit-entries.js';

/** Who did what to whom. What is looked for stands in the address. */
@Component({
  selector: 'bp-audit-log-page',
  imports: [AuditEntries, LabelledField, PageSteps, ReadingState],
  templateUrl: './audit-log-page.html',
})
export class AuditLogPage {
  private readonly client = inject(AdminClient);
  private readonly router = inject(Router);
  private readonly translator = inject(Translator);
  private readonly arrival = inject(PageArrival);

  readonly actor = input<string>();
  readonly subject = input<string>();
  readonly cursor = input<string>();

  protected readonly t = this.translator.t;
  protected readonly own = inject(Session).user()?.id ?? '';
  protected readonly list = new Reading<Page<AuditEntry>>();
  protected readonly wrong = signal({ actor: false, subject: false });
  protected readonly isFiltered = computed(() => Boolean(this.actor() ?? this.subject()));
  protected readonly count = computed(() =>
    this.t('admin.auditLog.onPage', { n: this.translator.number(this.list.value()?.items.length ?? 0) }),
  );

  constructor() {
    effect(() => {
      const query = this.query();
      untracked(() => void this.list.run(() => this.client.auditLog(query)));
    });
  }

  protected async find(actor: string, subject: string): Promise<void> {
    const isWrong = (id: string): boolean => id.trim() !== '' && !isId(id);
    this.wrong.set({ actor: isWrong(actor), subject: isWrong(subject) });
    if (isWrong(actor) || isWrong(subject)) return;
    const queryParams = { actor: actor.trim() || null, subject: subject.trim() || null };
    await this.router.navigate(['/admin/audit-log'], { queryParams });
  }

  /** The button goes with what it clears, and the focus to the heading. */
  protected async showAll(): Promise<void> {
    this.arrival.focusHeading();
    await this.find('', '');
  }

  protected async again(): Promise<void> {
    await this.list.run(() => this.client.auditLog(this.query()));
  }

  private query(): Parameters<AdminClient['auditLog']>[0] {
    return { actor: this.actor() ?? '', subject: this.subject() ?? '', cursor: this.cursor() ?? '' };
  }
}

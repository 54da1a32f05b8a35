import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AuditEntry } from '#contracts/admin.js';
import { Session } from '../../../core/auth/session.js';
import { Translator } from '../../../core/i18n/translator.js';
import { IndiaTime } from '../india-time.js';
import { NOTHING } from '../status-tones.js';
import { auditReason, auditSentence } from './audit-sentence.js';

/** The last figures of an id tell accounts apart at a glance; the first ones are a time. */
const END_OF_ID = 6;

/** Entries of the audit log in sentences, as a table, and as cards where there is no room for one. */
@Component({
  selector: 'bp-audit-entries',
  imports: [RouterLink],
  host: { class: 'block' },
  templateUrl: './audit-entries.html',
})
export class AuditEntries {
  private readonly translator = inject(Translator);
  private readonly time = inject(IndiaTime);
  private readonly own = inject(Session).user()?.id;

  readonly entries = input.required<readonly AuditEntry[]>();
  /** On an account's own page it need not be said to whom it was done. */
  readonly isOfOneAccount = input(false);

  protected readonly t = this.translator.t;
  protected readonly rows = computed(() =>
    this.entries().map((entry) => ({
      id: entry.id,
      when: this.time.moment(entry.createdAt),
      at: entry.createdAt,
      what: auditSentence(entry, this.translator),
      reason: auditReason(entry),
      actorId: entry.actorId,
      actor: entry.actorId === null ? this.t('admin.auditLog.system') : this.nameOf(entry.actorId),
      subjectId: entry.subjectId,
      subject: entry.subjectId === null ? NOTHING : this.nameOf(entry.subjectId),
    })),
  );

  private nameOf(id: string): string {
    if (id === this.own) return this.t('admin.auditLog.you');
    return this.t('admin.auditLog.account', { end: id.slice(-END_OF_ID) });
  }
}

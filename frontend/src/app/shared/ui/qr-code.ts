import { Component, PendingTasks, effect, inject, input, signal } from '@angular/core';
import { nextTask } from '../browser/next-task.js';
import { type QrPath, qrPath } from './qr-path.js';

/** A text as a QR code, dark on white also where the page is dark: many readers know no other. */
@Component({
  selector: 'bp-qr-code',
  host: { class: 'block bg-white' },
  template: `
    @if (code(); as code) {
      <svg
        class="size-full"
        role="img"
        shape-rendering="crispEdges"
        [attr.aria-label]="label()"
        [attr.viewBox]="'0 0 ' + code.side + ' ' + code.side"
      >
        <rect width="100%" height="100%" fill="#fff" />
        <path fill="#1d2140" [attr.d]="code.path" />
      </svg>
    }
  `,
})
export class QrCode {
  private readonly pending = inject(PendingTasks);

  readonly text = input.required<string>();
  /** What the code is, for who cannot see it. */
  readonly label = input.required<string>();

  /** Null until it is worked out, which is left to a task of its own: the words around it can be read before. */
  protected readonly code = signal<QrPath | null>(null);

  constructor() {
    effect(() => {
      const text = this.text();
      this.pending.run(async () => {
        await nextTask();
        if (text === this.text()) this.code.set(qrPath(text));
      });
    });
  }
}

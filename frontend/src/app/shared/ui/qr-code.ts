import { Component, computed, input } from '@angular/core';
import { qrPath } from './qr-path.js';

/** A text as a QR code, dark on white also where the page is dark: many readers know no other. */
@Component({
  selector: 'bp-qr-code',
  host: { class: 'block' },
  template: `
    <svg
      class="size-full"
      role="img"
      shape-rendering="crispEdges"
      [attr.aria-label]="label()"
      [attr.viewBox]="'0 0 ' + code().side + ' ' + code().side"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path fill="#1d2140" [attr.d]="code().path" />
    </svg>
  `,
})
export class QrCode {
  readonly text = input.required<string>();
  /** What the code is, for who cannot see it. */
  readonly label = input.required<string>();

  protected readonly code = computed(() => qrPath(this.text()));
}

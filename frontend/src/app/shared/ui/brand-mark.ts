import { Component } from '@angular/core';

/**
 * The mark: a B that hangs from the headline of Devanagari, as a sheet hangs from a press's roller. Drawn inline so
 * that it needs no request; favicon.svg is the same drawing.
 */
@Component({
  selector: 'bp-brand-mark',
  host: { 'aria-hidden': 'true', class: 'block' },
  template: `
    <svg viewBox="0 0 32 32" class="size-full">
      <rect width="32" height="32" rx="8" fill="#2b2f77" />
      <path
        fill="#fffdf8"
        fill-rule="evenodd"
        d="M10 10h7.7a4 4 0 0 1 2.5 7.1A4.3 4.3 0 0 1 18.2 25.2H10zm3.7 3.2v2.8h3.3a1.4 1.4 0 0 0 0-2.8zm0 5.7v3.2h4a1.6 1.6 0 0 0 0-3.2z"
      />
      <rect x="6.8" y="7.2" width="18.4" height="3.2" rx="1.2" fill="#f0b53f" />
    </svg>
  `,
})
export class BrandMark {}

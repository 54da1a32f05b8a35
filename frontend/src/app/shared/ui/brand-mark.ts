import { Component } from '@angular/core';

/** The mark: a printed sheet with its registration cross. Drawn inline so that it needs no request. */
@Component({
  selector: 'bp-brand-mark',
  host: { 'aria-hidden': 'true', class: 'block' },
  template: `
    <svg viewBox="0 0 32 32" class="size-full">
      <rect width="32" height="32" rx="8" fill="#2b2f77" />
      <path d="M9 6h10l5 5v15H9z" fill="#fffdf8" />
      <path d="M19 6l5 5h-5z" fill="#c9c4ee" />
      <g fill="none" stroke="#d8431f" stroke-width="1.8">
        <circle cx="16.5" cy="18" r="4" />
        <path d="M16.5 12v12M10.5 18h12" />
      </g>
    </svg>
  `,
})
export class BrandMark {}

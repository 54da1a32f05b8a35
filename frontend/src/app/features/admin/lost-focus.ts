import { DOCUMENT, Injectable, Injector, afterNextRender, inject } from '@angular/core';
import { PageArrival } from '../../core/layout/page-arrival.js';

/** The focus of a control that goes away with what was read. */
@Injectable({ providedIn: 'root' })
export class LostFocus {
  private readonly page = inject(DOCUMENT);
  private readonly arrival = inject(PageArrival);
  private readonly injector = inject(Injector);

  /** Gives it to the heading if the next rendering takes its control away; a focus that stands elsewhere stays there. */
  toHeading(): void {
    afterNextRender(
      () => {
        if ((this.page.activeElement ?? this.page.body) === this.page.body) this.arrival.focusHeading();
      },
      { injector: this.injector },
    );
  }
}

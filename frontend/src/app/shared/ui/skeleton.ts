import { Component, input, computed } from '@angular/core';

/** Lines of the shape of what is under way, after the 300 ms in which nobody feels a wait. */
@Component({
  selector: 'bp-skeleton',
  host: { class: 'block', role: 'status' },
  template: `
    <span class="sr-only">{{ label() }}</span>
    <div class="grid gap-3" aria-hidden="true">
      @for (line of places(); track line) {
        <div class="skeleton h-4" [class]="line % 3 === 2 ? 'w-2/3' : 'w-full'"></div>
      }
    </div>
  `,
})
export class Skeleton {
  /** What is said to who cannot see it. */
  readonly label = input.required<string>();
  readonly lines = input(3);

  protected readonly places = computed(() => Array.from({ length: this.lines() }, (_, line) => line));
}

import { Component, inject, input, signal, viewChild } from '@angular/core';
import { Toasts } from '../../core/toasts/toasts.js';
import { BrandMark } from '../../shared/ui/brand-mark.js';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog.js';
import { EmptyState } from '../../shared/ui/empty-state.js';
import { LabelledField } from '../../shared/ui/labelled-field.js';
import { Notice } from '../../shared/ui/notice.js';
import { Skeleton } from '../../shared/ui/skeleton.js';
import { sampleTexts } from './sample-texts.js';

/** One of everything the pages are made of, in the theme of the panel around it. */
@Component({
  selector: 'bp-samples',
  imports: [BrandMark, ConfirmDialog, EmptyState, LabelledField, Notice, Skeleton],
  host: { class: 'grid gap-8' },
  templateUrl: './samples.html',
})
export class Samples {
  private readonly toasts = inject(Toasts);

  /** Tells the ids of one panel from those of the other. */
  readonly name = input.required<string>();
  readonly colours = input.required<readonly (readonly [name: string, value: string])[]>();

  protected readonly texts = sampleTexts;
  protected readonly tones = ['note', 'good', 'alert'] as const;
  protected readonly sizes = ['text-xs', 'text-sm', 'text-lg', 'text-xl', 'text-2xl', 'text-4xl'] as const;
  protected readonly spaces = ['w-2', 'w-3', 'w-5', 'w-8', 'w-14', 'w-44'] as const;
  protected readonly radii = ['rounded-lg', 'rounded-field', 'rounded-sheet', 'rounded-full'] as const;
  protected readonly isBusy = signal(false);
  protected readonly dialog = viewChild.required(ConfirmDialog);

  protected tell(): void {
    this.toasts.show(this.texts.toast);
  }
}

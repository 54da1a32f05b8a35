import { Injectable } from '@angular/core';
import { type PreloadingStrategy, type Route } from '@angular/router';
import { EMPTY, type Observable, ReplaySubject, catchError, switchMap } from 'rxjs';
import { whenIdle } from '../../shared/browser/when-idle.js';

/**
 * Fetches the other pages only when a page says that now is a good moment: on a slow network the first page wins. One
 * after the other, each when the browser is idle: at once they would keep a slow phone from taking a key.
 */
@Injectable({ providedIn: 'root' })
export class PreloadOnceAsked implements PreloadingStrategy {
  private readonly asked = new ReplaySubject<void>(1);
  private turn = Promise.resolve();

  begin(): void {
    this.asked.next();
    this.asked.complete();
  }

  preload({ data }: Route, load: () => Observable<unknown>): Observable<unknown> {
    if (data?.['isPreloaded'] === false) return EMPTY;
    return this.asked.pipe(
      switchMap(() => this.nextTurn()),
      switchMap(load),
      // What does not come now is asked for again when it is needed.
      catchError(() => EMPTY),
    );
  }

  private async nextTurn(): Promise<void> {
    this.turn = this.turn.then(
      async () =>
        await new Promise((resolve) => {
          whenIdle(resolve);
        }),
    );
    await this.turn;
  }
}

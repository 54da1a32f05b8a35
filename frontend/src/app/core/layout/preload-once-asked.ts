import { Injectable } from '@angular/core';
import { type PreloadingStrategy, type Route } from '@angular/router';
import { EMPTY, type Observable, ReplaySubject, catchError, switchMap } from 'rxjs';

/** Fetches the other pages only when a page says that now is a good moment: on a slow network the first page wins. */
@Injectable({ providedIn: 'root' })
export class PreloadOnceAsked implements PreloadingStrategy {
  private readonly asked = new ReplaySubject<void>(1);

  begin(): void {
    this.asked.next();
    this.asked.complete();
  }

  preload({ data }: Route, load: () => Observable<unknown>): Observable<unknown> {
    if (data?.['isPreloaded'] === false) return EMPTY;
    // What does not come now is asked for again when it is needed.
    return this.asked.pipe(
      switchMap(load),
      catchError(() => EMPTY),
    );
  }
}

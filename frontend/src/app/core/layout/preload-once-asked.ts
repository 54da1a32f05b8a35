import { Injectable } from '@angular/core';
import { type PreloadingStrategy, type Route } from '@angular/router';
import { type Observable, ReplaySubject, switchMap } from 'rxjs';

/** Fetches the other pages only when a page says that now is a good moment: on a slow network the first page wins. */
@Injectable({ providedIn: 'root' })
export class PreloadOnceAsked implements PreloadingStrategy {
  private readonly asked = new ReplaySubject<void>(1);

  begin(): void {
    this.asked.next();
    this.asked.complete();
  }

  preload(_route: Route, load: () => Observable<unknown>): Observable<unknown> {
    return this.asked.pipe(switchMap(load));
  }
}

import { Injectable } from '@angular/core';
import { openAfresh } from '../errors/open-afresh.js';

/** A reload that no form need ask about: what is typed outlives it, or must not. */
@Injectable({ providedIn: 'root' })
export class DeliberateReload {
  isUnderWay = false;

  /** @returns whether the page is on its way; without a network it stays */
  async run(url = location.href): Promise<boolean> {
    this.isUnderWay = true;
    this.isUnderWay = await openAfresh(url);
    return this.isUnderWay;
  }
}

import { Injectable } from '@angular/core';
import { openAfresh } from '../errors/open-afresh.js';

/** A reload the owner asked for. Drafts outlive it, so no form need ask whether the page may go. */
@Injectable({ providedIn: 'root' })
export class DeliberateReload {
  isUnderWay = false;

  /** @returns whether the page is on its way; without a network it stays */
  async run(): Promise<boolean> {
    this.isUnderWay = true;
    this.isUnderWay = await openAfresh(location.href);
    return this.isUnderWay;
  }
}

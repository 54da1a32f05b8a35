import { Injectable } from '@angular/core';

/** Errors that reach only the page's last net although somebody in particular is waiting for them. */
@Injectable({ providedIn: 'root' })
export class ErrorClaims {
  private readonly takers = new Set<(error: unknown) => boolean>();

  /**
   * @param taker says whether it takes an error
   * @returns how to give the claim up
   */
  claim(taker: (error: unknown) => boolean): () => void {
    this.takers.add(taker);
    return () => this.takers.delete(taker);
  }

  isTaken(error: unknown): boolean {
    return [...this.takers].some((taker) => taker(error));
  }
}

/** A page of a list. */
export interface Page<Item> {
  items: Item[];
  /** Goes into `?cursor` for the next page; null on the last one. */
  nextCursor: string | null;
}

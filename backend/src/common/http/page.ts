import { isUUID } from 'class-validator';
import { type Page } from '#contracts/page.js';
import { AppError } from '../errors/app-error.js';

export const USUAL_PAGE = 25;
export const LARGEST_PAGE = 100;

/** The place of a row in a list that is ordered by time and id. */
export interface Place {
  /** As Postgres writes it: a Date would lose the microseconds, and rows of the same millisecond with them. */
  at: string;
  id: string;
}

/** A row that knows its place. */
export interface Placed {
  id: string;
  cursorAt: string;
}

const POSTGRES_TIME =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2}) ((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])(?:\.[0-9]{1,6})?[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?$/;

/**
 * Makes a page of rows that were read with one more than it holds: that one says whether there is a next page.
 * @param limit how many the page holds
 */
export function toPage<Row extends Placed, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = last && rows.length > limit ? encode({ at: last.cursorAt, id: last.id }) : null;
  return { items: shown.map(toItem), nextCursor };
}

/**
 * Reads a cursor of ours.
 * @throws AppError `request.invalid` for any other text
 */
export function placeOf(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  const [at = '', id = '', ...rest] = Buffer.from(cursor, 'base64url').toString('latin1').split('|');
  const place = { at, id };
  if (rest.length === 0 && isUUID(id) && isTime(at) && encode(place) === cursor) return place;
  throw new AppError('request.invalid', { errors: [{ field: 'cursor', code: 'invalid' }] });
}

/** Postgres fails on a day that no calendar has, and on the year 0. */
function isTime(text: string): boolean {
  const [, day = '', time = ''] = POSTGRES_TIME.exec(text) ?? [];
  const date = new Date(`${day}T${time}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) && !day.startsWith('0000');
}

function encode({ at, id }: Place): string {
  return Buffer.from(`${at}|${id}`).toString('base64url');
}

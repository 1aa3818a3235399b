/** Walks Zoom's lists page by page. */
import "server-only";
import { ZoomError } from "#lib/errors.ts";
import type { Page } from "./observation-types.ts";
import { isLostPageToken } from "./zoom-failure.ts";

/** The largest page that Zoom's lists of users, sessions and calls give everywhere. */
export const PAGE_SIZE = 300;
const MOST_PAGES = 10_000;
const MOST_RESTARTS = 2;

/**
 * All pages of a list. A page token dies after 15 minutes, which a slow reader can miss: then the list begins again, and
 * pages come twice, which the merge does not mind. A token that repeats itself would go round for ever, and ending there
 * would claim that the list is complete: it is a failure.
 */
export async function* readPages<T>(readPage: (cursor: string | null) => Promise<Page<T>>): AsyncGenerator<Page<T>> {
  let restarts = 0;
  let seen = new Set<string>();
  let cursor: string | null = null;
  for (;;) {
    try {
      const page: Page<T> = await readPage(cursor);
      yield page;
      cursor = page.nextCursor;
    } catch (error) {
      if (cursor === null || restarts === MOST_RESTARTS || !isLostPageToken(error)) throw error;
      restarts += 1;
      seen = new Set();
      cursor = null;
      continue;
    }
    if (cursor === null) return;
    if (seen.has(cursor) || seen.size === MOST_PAGES) {
      throw new ZoomError("contract", "Zoom's list does not come to an end: a page token was repeated");
    }
    seen.add(cursor);
  }
}

/** Sorts the rows of a page into what we can use, what must be looked up and how many were neither. */
export function buildPage<Row, T>(
  rows: readonly (Row | null)[],
  nextCursor: string | null,
  read: (row: Row) => { items?: T[]; lookUp?: string } | null,
): Page<T> {
  const page: Page<T> = { items: [], skipped: 0, lookUp: [], nextCursor };
  for (const row of rows) {
    const found = row === null ? null : read(row);
    if (found === null) page.skipped += 1;
    page.items.push(...(found?.items ?? []));
    if (found?.lookUp !== undefined) page.lookUp.push(found.lookUp);
  }
  return page;
}

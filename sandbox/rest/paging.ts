/** Zoom's pages: a token for the next one, good for 15 minutes and for the very same question. */
import { randomBytes } from "node:crypto";
import type { Rows } from "../company/company.ts";
import { Refusal } from "./refusal.ts";

const LIFE_MS = 15 * 60_000;

type Ask = {
  path: string;
  query: URLSearchParams;
  now: number;
  maxSize: number;
  defaultSize?: number;
  isPhone?: boolean;
};

export type PageOf<T> = {
  items: readonly T[];
  pageSize: number;
  pageCount: number;
  total: number;
  nextPageToken: string;
};

export type PageTokens = {
  /**
   * Cuts one page out of a list. `listAsOf` gets the instant (ms) of the first page's question, so that what happens
   * between two pages does not move rows from one to the next.
   */
  cut<T>(ask: Ask, listAsOf: (asOf: number) => Rows<T>): PageOf<T>;
};

export function makePageTokens(): PageTokens {
  const tokens = new Map<string, { question: string; offset: number; asOf: number; expiresAt: number }>();

  function questionOf(ask: Ask): string {
    const rest = [...ask.query].filter(([name]) => name !== "next_page_token").sort();
    return `${ask.path}?${new URLSearchParams(rest)}`;
  }

  return {
    cut(ask, listAsOf) {
      for (const [token, { expiresAt }] of tokens) if (expiresAt <= ask.now) tokens.delete(token);
      const given = ask.query.get("next_page_token") ?? "";
      const known = tokens.get(given);
      if (given !== "" && known?.question !== questionOf(ask)) {
        throw new Refusal(400, ask.isPhone ? 400 : 300, "The next page token is invalid or expired.");
      }
      const pageSize = readSize(ask);
      const offset = known?.offset ?? 0;
      const asOf = known?.asOf ?? ask.now;
      const list = listAsOf(asOf);
      const isLast = offset + pageSize >= list.length;
      const nextPageToken = isLast ? "" : `${randomBytes(18).toString("base64")}+/=`;
      if (!isLast)
        tokens.set(nextPageToken, {
          question: questionOf(ask),
          offset: offset + pageSize,
          asOf,
          expiresAt: ask.now + LIFE_MS,
        });
      return {
        items: list.slice(offset, offset + pageSize),
        pageSize,
        pageCount: Math.ceil(list.length / pageSize),
        total: list.length,
        nextPageToken,
      };
    },
  };
}

function readSize(ask: Ask): number {
  const text = ask.query.get("page_size");
  if (text === null) return ask.defaultSize ?? 30;
  const size = Number(text);
  if (Number.isInteger(size) && size >= 1 && size <= ask.maxSize) return size;
  throw new Refusal(400, 300, `page_size must be between 1 and ${ask.maxSize}.`, { field: "page_size" });
}

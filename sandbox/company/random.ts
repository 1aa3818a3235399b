/**
 * Chance that repeats itself: the same words always give the same numbers. Everything that the company did is drawn
 * from here, so that history need not be stored and is the same after a restart.
 */
import { createHash } from "node:crypto";

export type Random = {
  /** 0 (included) to 1 (excluded). */
  next(): number;
  /** A whole number between both ends, both included. */
  between(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
  /** True in `share` (0..1) of all cases. */
  chance(share: number): boolean;
};

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** A source of numbers that depends on the words alone. */
export function randomOf(...words: (string | number)[]): Random {
  let state = hashOf(words.join("\u0000"));
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error("Nothing to pick from");
      return item;
    },
    chance: (share) => next() < share,
  };
}

/** Sixteen bytes that depend on the words alone. */
export function bytesOf(...words: (string | number)[]): Buffer {
  return createHash("sha256").update(words.join("\u0000")).digest().subarray(0, 16);
}

/** An id in the form of Zoom's: 22 characters of base64url. */
export function zoomIdOf(...words: (string | number)[]): string {
  return bytesOf(...words).toString("base64url");
}

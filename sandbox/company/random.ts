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

function hashOf(text: string, basis = 0x811c9dc5, prime = 0x01000193): number {
  let hash = basis;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), prime);
  return hash >>> 0;
}

function mix(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** A source of numbers that depends on the words alone. */
export function randomOf(...words: (string | number)[]): Random {
  let state = hashOf(words.join("\u0000"));
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    return mix(state) / 4294967296;
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

/** Sixteen bytes that depend on the words alone. Quick, because a day has thousands; 64 bits of them are independent. */
export function bytesOf(...words: (string | number)[]): Buffer {
  const text = words.join("\u0000");
  const one = hashOf(text);
  const other = hashOf(text, 0x9747b28c, 0x5bd1e995);
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(mix(one), 0);
  bytes.writeUInt32BE(mix(other), 4);
  bytes.writeUInt32BE(mix(one ^ mix(other + 1)), 8);
  bytes.writeUInt32BE(mix(other ^ mix(one + 1)), 12);
  return bytes;
}

/** An id in the form of Zoom's: 22 characters of base64url. */
export function zoomIdOf(...words: (string | number)[]): string {
  return createHash("sha256").update(words.join("\u0000")).digest().subarray(0, 16).toString("base64url");
}

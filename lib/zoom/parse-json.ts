/** JSON with 64-bit ids: JavaScript would round them, and two sessions would become one. */
import "server-only";

const INTEGER = /^-?\d+$/;
/** No shorter integer is too long. Looking for one is far cheaper than asking about every value. */
const LONG_DIGITS = /\d{16}/;
const utf8 = new TextDecoder();

/**
 * Parses JSON; an integer that JavaScript's numbers cannot hold stays the text that was sent. Throws `SyntaxError` on
 * anything but JSON. Bytes are read as UTF-8, a byte order mark in front is no fault.
 */
export function parseJson(source: string | Uint8Array): unknown {
  const text = typeof source === "string" ? source : utf8.decode(source);
  return LONG_DIGITS.test(text) ? JSON.parse(text, keepLongIntegers) : JSON.parse(text);
}

function keepLongIntegers(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const sent = context?.source;
  return sent !== undefined && INTEGER.test(sent) ? sent : value;
}

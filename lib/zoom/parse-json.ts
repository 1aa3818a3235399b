/** JSON with 64-bit ids: JavaScript would round them, and two sessions would become one. */
import "server-only";

const INTEGER = /^-?\d+$/;

/**
 * Parses JSON; an integer that JavaScript's numbers cannot hold stays the text that was sent. Throws `SyntaxError` on
 * anything but JSON. Bytes are read as UTF-8, a byte order mark in front is no fault.
 */
export function parseJson(source: string | Uint8Array): unknown {
  const text = typeof source === "string" ? source : new TextDecoder().decode(source);
  return JSON.parse(text, keepLongIntegers);
}

function keepLongIntegers(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const sent = context?.source;
  return sent !== undefined && INTEGER.test(sent) ? sent : value;
}

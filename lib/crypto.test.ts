import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decryptSecret, encryptSecret, fingerprint, markMeetingNumber, randomToken, safeEqual } from "./crypto.ts";

const oldKey = { id: "k1", key: Buffer.alloc(32, 1) };
const newKey = { id: "k2", key: Buffer.alloc(32, 2) };

describe("secrets at rest", () => {
  test("any text comes back for its own row, and only for it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 1200 }), fc.uuid(), fc.uuid(), (text, row, otherRow) => {
        const sealed = encryptSecret(text, row, [newKey]);
        expect(decryptSecret(sealed, row, [newKey])).toBe(text);
        if (row !== otherRow) expect(() => decryptSecret(sealed, otherRow, [newKey])).toThrow();
      }),
    );
  });

  test("one changed character anywhere does not open", () => {
    const sealed = encryptSecret("a refresh token", "row", [newKey]);
    for (let index = 0; index < sealed.length - 1; index += 1) {
      const other = sealed[index] === "A" ? "B" : "A";
      expect(() => decryptSecret(sealed.slice(0, index) + other + sealed.slice(index + 1), "row", [newKey])).toThrow();
    }
  });

  test("the first key encrypts, an older one still decrypts, an unknown one is named", () => {
    const sealed = encryptSecret("text", "row", [oldKey]);
    expect(decryptSecret(sealed, "row", [newKey, oldKey])).toBe("text");
    expect(encryptSecret("text", "row", [newKey, oldKey])).toMatch(/^v1\.k2\./);
    expect(() => decryptSecret(sealed, "row", [newKey])).toThrow(/"k1"/);
  });

  test("the same text is sealed differently each time", () => {
    expect(encryptSecret("text", "row", [newKey])).not.toBe(encryptSecret("text", "row", [newKey]));
  });
});

test("tokens are long, url-safe and never the same; their fingerprint does not contain them", () => {
  const tokens = Array.from({ length: 100 }, () => randomToken());
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) {
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(fingerprint(token)).not.toContain(token.slice(0, 8));
    expect(fingerprint(token)).toBe(fingerprint(token));
  }
});

test("texts of different length are unequal, not an error", () => {
  expect(safeEqual("abc", "abc")).toBe(true);
  expect(safeEqual("abc", "abd")).toBe(false);
  expect(safeEqual("abc", "abcd")).toBe(false);
  expect(safeEqual("é", "e")).toBe(false);
});

describe("marks of meeting numbers", () => {
  test("one number has one mark however it is written; another number or key has another", () => {
    const mark = markMeetingNumber("84512007733", [newKey, oldKey]);
    expect(mark).toMatch(/^[\w-]{22}$/);
    for (const written of ["845 1200 7733", "845-1200-7733", " 845–1200–7733 ", "845\u00a01200\u00a07733"])
      expect(markMeetingNumber(written, [newKey])).toBe(mark);
    expect(markMeetingNumber("84512007734", [newKey])).not.toBe(mark);
    expect(markMeetingNumber("84512007733", [oldKey, newKey])).not.toBe(mark);
  });

  test.each([null, "", "my-room", "845a", "1".repeat(21)])("%j is no number", (text) => {
    expect(markMeetingNumber(text, [newKey])).toBeNull();
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRefusal, type SignInRefusal, safeNext, writeRefusal } from "./sign-in-types.ts";

describe("the way on after sign-in", () => {
  it.each(["/timeline", "/timeline?day=2026-11-24&kind=calls", "/integrations/zoom/users#row", "/people"])(
    "keeps our own page %s",
    (path) => expect(safeNext(path)).toBe(path),
  );

  it.each([
    null,
    undefined,
    "",
    "https://elsewhere.example/",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "/\t/elsewhere.example",
    "/\n/elsewhere.example",
    "javascript:alert(1)",
    "/.//elsewhere.example",
    "/%2e//elsewhere.example",
    "/signin?next=/people",
    "/api/auth/signout",
    "/join/x",
  ])("leads home instead of to %j", (next) => expect(safeNext(next)).toBe("/timeline"));

  it("never leads to another site, whatever is given", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `/${text}`),
        ),
        (next) => {
          const base = "https://worksights.example";
          expect(new URL(safeNext(next), base).origin).toBe(base);
        },
      ),
    );
  });
});

describe("refusals in an address", () => {
  it.each<SignInRefusal>([
    { kind: "wrong" },
    { kind: "failed" },
    { kind: "tooMany", retryAt: "2026-11-24T10:00:00.000Z" },
    { kind: "choose", organisations: [{ id: "1", name: 'Halden: "Group"' }] },
    { kind: "sso", reason: "several" },
  ])("come back as they were written: $kind", (refusal) => {
    expect(readRefusal(writeRefusal(refusal))).toEqual(refusal);
  });

  it.each(["", "x", "tooMany:soon", "sso:", "choose:{", "choose:[null,1]", "toString"])(
    "%j crashes nothing",
    (text) => {
      expect(() => readRefusal(text)).not.toThrow();
    },
  );
});

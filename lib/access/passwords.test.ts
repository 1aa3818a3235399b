import { describe, expect, it } from "vitest";
import { hashPassword, passwordProblem, verifyPassword } from "./passwords.ts";

describe("passwords", () => {
  it("opens with the right one only, and stores it differently each time", async () => {
    const stored = await hashPassword("a few words in a row");
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(stored).not.toContain("few words");
    expect(await verifyPassword(stored, "a few words in a row")).toBe(true);
    expect(await verifyPassword(stored, "a few words in a rox")).toBe(false);
    expect(await hashPassword("a few words in a row")).not.toBe(stored);
  });

  it("treats the two ways to write an accent as one", async () => {
    expect(await verifyPassword(await hashPassword("Se\u0301rie de mots"), "S\u00e9rie de mots")).toBe(true);
  });

  it("refuses when there is none or it is damaged", async () => {
    expect(await verifyPassword(null, "anything")).toBe(false);
    expect(await verifyPassword("$argon2id$broken", "anything")).toBe(false);
  });

  it("does the same work for someone who is not there", async () => {
    const stored = await hashPassword("a few words in a row");
    const time = async (work: () => Promise<unknown>) => {
      const startedAt = performance.now();
      for (let turn = 0; turn < 5; turn += 1) await work();
      return performance.now() - startedAt;
    };
    const known = await time(() => verifyPassword(stored, "wrong wrong wrong"));
    const unknown = await time(() => verifyPassword(null, "wrong wrong wrong"));
    expect(unknown).toBeGreaterThan(known / 3);
  });

  it.each([
    ["short", false],
    ["aaaaaaaaaaaaaa", false],
    ["imogen.clarke1", false],
    ["Imogen Clarke!", false],
    ["x".repeat(201), false],
    ["three calm otters", true],
  ])("judges %j", (password, isGood) => {
    const problem = passwordProblem(password, { email: "imogen.clarke@halden.example", name: "Imogen Clarke" });
    expect(problem === null).toBe(isGood);
  });
});

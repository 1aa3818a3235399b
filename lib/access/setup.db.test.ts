import { describe, expect, it } from "vitest";
import { db } from "#lib/db/client.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { completeSetup, ensureSetupCode, setupState } from "./setup.ts";
import { signInWithPassword } from "./sign-in.ts";

useTestDatabase();

const now = new Date("2026-11-24T10:00:00Z");
const owner = {
  organisation: "Halden Group",
  timeZone: "Europe/Oslo",
  name: "Judith Vale",
  email: "Judith@Halden.example",
  password: "three calm otters",
};

describe("the first run", () => {
  it("opens with the printed code only, makes one organisation with its owner, and closes for good", async () => {
    expect(await setupState()).toBe("noCode");
    expect(await completeSetup("", owner, "a", now)).toEqual({ kind: "wrongCode" });
    const first = await ensureSetupCode();
    expect(first).toMatch(/^([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}$/);
    const code = (await ensureSetupCode()) ?? "";
    expect(await setupState()).toBe("waiting");
    expect(JSON.stringify(await db().setupCode.findMany())).not.toContain(code);
    // A restart prints a new code, and the one before is worth nothing.
    expect(await completeSetup(first ?? "", owner, "a", now)).toEqual({ kind: "wrongCode" });

    const typed = ` ${code.toLowerCase().replaceAll("-", " ")} `;
    const results = await Promise.all([1, 2, 3].map(() => completeSetup(typed, owner, "b", now)));
    expect(results.map(({ kind }) => kind).sort()).toEqual(["closed", "closed", "done"]);

    expect(await setupState()).toBe("closed");
    expect(await ensureSetupCode()).toBeNull();
    expect(await completeSetup(code, owner, "c", now)).toEqual({ kind: "closed" });
    const people = await db().person.findMany();
    expect(people).toMatchObject([{ email: "judith@halden.example", role: "owner", timeZone: "Europe/Oslo" }]);
    const signIn = { email: owner.email, password: owner.password, address: "a" };
    expect((await signInWithPassword(signIn, now)).kind).toBe("signedIn");
  });

  it("makes whoever guesses wait", async () => {
    const kinds = [];
    for (let turn = 0; turn < 12; turn += 1) kinds.push((await completeSetup("X", owner, "guesser", now)).kind);
    expect(kinds.slice(10)).toEqual(["tooMany", "tooMany"]);
  });
});

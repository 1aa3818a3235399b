import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PersonRow } from "#lib/db/people.ts";
import { readPeopleCsv } from "./people-csv.ts";
import { findCircles, planPeopleImport } from "./plan-people-import.ts";

const person = (id: string, more: Partial<PersonRow> = {}): PersonRow => ({
  id,
  email: `${id}@x.example`,
  name: id,
  role: "member",
  timeZone: "UTC",
  managerId: null,
  hourCycle: "24h",
  workStart: 540,
  workEnd: 1050,
  workDays: [1, 2, 3, 4, 5],
  maySignIn: true,
  hasPassword: false,
  deactivatedAt: null,
  lastSignInAt: null,
  ...more,
});

const boss = person("boss", { role: "owner" });
const asOwner = { personId: "boss", role: "owner" as const };

function plan(text: string, people: PersonRow[] = [boss], viewer: Parameters<typeof planPeopleImport>[0] = asOwner) {
  const csv = readPeopleCsv(text);
  if (csv.kind === "unreadable") throw new Error(csv.reason);
  return planPeopleImport(viewer, csv.rows, people, "Europe/Oslo");
}

describe("planning an import", () => {
  it("adds and changes by e-mail, with managers from rows and from people", () => {
    const text =
      "name,email,manager,role\nA,A@x.example,b@x.example,\nB,b@x.example,boss@x.example,manager\nBoss!,BOSS@x.example,,";
    const { rows, problems } = plan(text);
    expect(problems).toEqual([]);
    const [a, b, c] = rows.map(({ after }) => after);
    expect(a).toMatchObject({ timeZone: "Europe/Oslo", role: "member", managerId: b?.id });
    expect(b).toMatchObject({ role: "manager", managerId: "boss" });
    expect(c).toMatchObject({ id: "boss", name: "Boss!", role: "owner" });
  });

  it("leaves alone what a cell does not say", () => {
    const ann = person("ann", { managerId: "boss", timeZone: "Asia/Tokyo", workDays: [1, 2], hourCycle: "12h" });
    const [row] = plan("name,email,manager,time zone\nAnn,ann@x.example,,", [boss, ann]).rows;
    expect(row?.after).toMatchObject({ managerId: "boss", timeZone: "Asia/Tokyo", workDays: [1, 2], hourCycle: "12h" });
  });

  it.each([
    ["a second row with the same e-mail", "A,a@x.example,,\nB,A@X.example,,", [[3, /already in line 2/]]],
    ["a manager who is nowhere", "A,a@x.example,zed@x.example,", [[2, /nobody here/]]],
    [
      "a manager whose own row is bad, and whoever leans on them",
      "A,a@x.example,b@x.example,\nB,b@x.example,c@x.example,\nC,c@x.example,,boss",
      [
        [2, /line 3/],
        [3, /line 4/],
        [4, /role "boss"/],
      ],
    ],
    ["one's own manager", "A,a@x.example,a@x.example,", [[2, /own manager/]]],
    [
      "a circle",
      "A,a@x.example,b@x.example,\nB,b@x.example,c@x.example,\nC,c@x.example,a@x.example,\nD,d@x.example,,",
      [
        [2, /circle/],
        [3, /circle/],
        [4, /circle/],
      ],
    ],
    ["the last owner's demotion", "Boss,boss@x.example,,member", [[2, /own role/]]],
  ])("names the rows with %s", (_, rows, expected) => {
    const { problems } = plan(`name,email,manager,role\n${rows}`);
    expect(problems.map(({ line, reason }) => [line, reason])).toEqual(
      (expected as [number, RegExp][]).map(([line, reason]) => [line, expect.stringMatching(reason)]),
    );
  });

  it("finds a circle that a row closes with people who are there", () => {
    const people = [boss, person("a", { managerId: "b" }), person("b")];
    expect(plan("name,email,manager\nB,b@x.example,a@x.example", people).problems).toMatchObject([{ line: 2 }]);
  });

  it("finds the circle that is there only because another row was refused", () => {
    const people = [boss, person("a", { managerId: "b" }), person("b")];
    const text = "name,email,manager,role\nA,a@x.example,none,nonsense\nB,b@x.example,a@x.example,";
    expect(plan(text, people).problems.map(({ line }) => line)).toEqual([2, 3]);
  });

  it("lets two rows swap who stands above", () => {
    const people = [boss, person("a", { managerId: "b" }), person("b")];
    const { problems, rows } = plan("name,email,manager\nA,a@x.example,none\nB,b@x.example,a@x.example", people);
    expect(problems).toEqual([]);
    expect(rows.map(({ after }) => after.managerId)).toEqual([null, "a"]);
  });

  it("lets an admin touch nobody above, and make nobody an owner", () => {
    const admin = { personId: "adm", role: "admin" as const };
    const people = [boss, person("adm", { role: "admin" })];
    const { problems } = plan("name,email,role\nNew name,boss@x.example,\nA,a@x.example,owner", people, admin);
    expect(problems.map(({ line }) => line)).toEqual([2, 3]);
  });

  it("refuses when rows together would leave no owner, as when the one who asks was demoted meanwhile", () => {
    const people = [boss, person("o2", { role: "owner" }), person("me", { role: "admin" })];
    const stale = { personId: "me", role: "owner" as const };
    const text = "name,email,role\nB,boss@x.example,admin\nO,o2@x.example,admin";
    expect(plan(text, people, stale).problems).toMatchObject([
      { line: 2, reason: expect.stringMatching(/No owner/) },
      { line: 3, reason: expect.stringMatching(/No owner/) },
    ]);
  });

  it("refuses deactivated people and deactivated managers", () => {
    const gone = person("gone", { deactivatedAt: new Date(0) });
    const { problems } = plan("name,email,manager\nG,gone@x.example,\nA,a@x.example,gone@x.example", [boss, gone]);
    expect(problems.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/Reactivate/),
      expect.stringMatching(/deactivated/),
    ]);
  });

  it("ends with a tree, whatever the managers are", () => {
    const names = ["a", "b", "c", "d", "e"];
    const manager = fc.option(fc.constantFrom(...names, "boss"), { nil: "none" });
    fc.assert(
      fc.property(
        fc.array(manager, { minLength: 5, maxLength: 5 }),
        fc.array(manager, { minLength: 3, maxLength: 3 }),
        (asked, there) => {
          const before = new Map<string, string | null>();
          const people = [boss, ...names.slice(0, 3).map((id) => person(id))];
          for (const [index, id] of names.slice(0, 3).entries()) {
            const wish = there[index];
            before.set(id, wish === "none" || wish === undefined || !people.some((p) => p.id === wish) ? null : wish);
          }
          if (findCircles(before).size > 0) return;
          for (const row of people) row.managerId = before.get(row.id) ?? null;
          const lines = names.map(
            (id, index) => `${id},${id}@x.example,${asked[index] === "none" ? "none" : `${asked[index]}@x.example`}`,
          );
          const { rows, problems } = plan(`name,email,manager\n${lines.join("\n")}`, people);
          const managerOf = new Map(people.map((p) => [p.id, p.managerId]));
          for (const { after } of rows) managerOf.set(after.id, after.managerId);
          expect(findCircles(managerOf).size).toBe(0);
          expect(rows.length + problems.length).toBe(5);
        },
      ),
    );
  });

  it("plans 10,000 rows within a second or two", () => {
    const rows = Array.from(
      { length: 10_000 },
      (_, n) => `P${n},p${n}@x.example,${n === 0 ? "" : `p${Math.floor(n / 8)}@x.example`}`,
    );
    const startedAt = performance.now();
    const { problems, rows: planned } = plan(`name,email,manager\n${rows.join("\n")}`);
    expect(problems).toEqual([]);
    expect(planned).toHaveLength(10_000);
    expect(performance.now() - startedAt).toBeLessThan(4000);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { db, transaction } from "#lib/db/client.ts";
import { setPassword } from "#lib/db/people-changes.ts";
import { addOrganisation, addTestPerson } from "../../test/sign-in-as.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { hashPassword } from "./passwords.ts";
import { signInAsDemoPerson, signInBySso, signInWithPassword } from "./sign-in.ts";

useTestDatabase();

const now = new Date("2026-11-24T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const password = "three calm otters";
const wrong = "four calm otters";
let count = 0;
let email = "";

async function personWithPassword(organisationId: string, mail: string, secret: string | null = password) {
  const person = await addTestPerson(organisationId, { email: mail });
  if (secret !== null) {
    const hash = await hashPassword(secret);
    await transaction((tx) => setPassword(tx, organisationId, person.personId, hash));
  }
  return person;
}

const attempt = (secret: string, at = now, address = `10.0.0.${count}`, mail = email) =>
  signInWithPassword({ email: mail, password: secret, address }, at);

beforeEach(() => {
  count += 1;
  email = `ada${count}@halden.example`;
});

describe("signing in by password", () => {
  it("opens with the right one, however the e-mail is written, and notes when", async () => {
    const organisationId = await addOrganisation();
    const person = await personWithPassword(organisationId, email);
    const result = await attempt(password, now, "10.1.1.1", `  ${email.toUpperCase()} `);
    expect(result).toEqual({
      kind: "signedIn",
      claims: { organisationId, personId: person.personId, sessionVersion: 2 },
    });
    const row = await db().person.findFirstOrThrow({ where: { id: person.personId } });
    expect(row.lastSignInAt).toEqual(now);
  });

  it("answers the same for an unknown e-mail, a wrong password, and people who may not come in", async () => {
    const organisationId = await addOrganisation();
    const person = await personWithPassword(organisationId, email);
    expect(await attempt(wrong)).toEqual({ kind: "wrong" });
    expect(await attempt(password, now, "10.2.2.2", "nobody@halden.example")).toEqual({ kind: "wrong" });
    const key = { organisationId_id: { organisationId, id: person.personId } };
    await db().person.update({ where: key, data: { maySignIn: false } });
    expect(await attempt(password)).toEqual({ kind: "wrong" });
    await db().person.update({ where: key, data: { maySignIn: true, deactivatedAt: now } });
    expect(await attempt(password)).toEqual({ kind: "wrong" });
    await db().person.update({ where: key, data: { deactivatedAt: null, passwordHash: null } });
    expect(await attempt("")).toEqual({ kind: "wrong" });
  });

  it("makes wait after ten wrong tries, also when they come at once, says until when, and then opens again", async () => {
    await personWithPassword(await addOrganisation(), email);
    const results = await Promise.all(Array.from({ length: 14 }, (_, n) => attempt(wrong, now, `10.3.0.${n}`)));
    expect(results.filter(({ kind }) => kind === "wrong")).toHaveLength(10);
    expect(await attempt(password, later(1), "10.3.1.1")).toEqual({ kind: "tooMany", retryAt: later(15) });
    expect((await attempt(password, later(15), "10.3.1.1")).kind).toBe("signedIn");
  });

  it("begins to count anew after the right one", async () => {
    await personWithPassword(await addOrganisation(), email);
    for (let turn = 0; turn < 9; turn += 1) await attempt(wrong);
    expect((await attempt(password)).kind).toBe("signedIn");
    for (let turn = 0; turn < 9; turn += 1) expect((await attempt(wrong)).kind).toBe("wrong");
  });

  it("makes an address wait that tries many e-mails; right ones do not count there", async () => {
    await personWithPassword(await addOrganisation(), email);
    const address = `10.9.0.${count}`;
    for (let turn = 0; turn < 5; turn += 1) await attempt(password, now, address);
    const tries = await Promise.all(
      Array.from({ length: 100 }, (_, n) => attempt("x", now, address, `guess${n}@halden.example`)),
    );
    expect(new Set(tries.map(({ kind }) => kind))).toEqual(new Set(["wrong"]));
    expect((await attempt(password, now, address)).kind).toBe("tooMany");
    expect((await attempt(password, now, "10.9.9.9")).kind).toBe("signedIn");
  }, 60_000);

  it("keeps no e-mail and no address in the table of tries", async () => {
    await attempt(wrong, now, "192.0.2.7", "someone@halden.example");
    const rows = await db().attempt.findMany();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/someone|192\.0\.2\.7/);
  });

  it("keeps organisations apart when they hold the same e-mail, and asks when both passwords are the same", async () => {
    const [first, second] = [await addOrganisation("First"), await addOrganisation("Second")];
    const here = await personWithPassword(first, email, "only the first one");
    await personWithPassword(second, email, password);
    expect(await attempt("only the first one")).toMatchObject({ kind: "signedIn", claims: { organisationId: first } });
    expect(await attempt(password)).toMatchObject({ kind: "signedIn", claims: { organisationId: second } });

    const hash = await hashPassword(password);
    await transaction((tx) => setPassword(tx, first, here.personId, hash));
    const asked = await attempt(password);
    expect(asked.kind).toBe("choose");
    if (asked.kind !== "choose") return;
    expect(asked.organisations.map(({ name }) => name).sort()).toEqual(["First", "Second"]);
    const chosen = { email, password, address: "10.4.4.4", organisationId: first };
    expect(await signInWithPassword(chosen, now)).toMatchObject({
      kind: "signedIn",
      claims: { organisationId: first },
    });
    expect(await signInWithPassword({ ...chosen, password: wrong }, now)).toEqual({ kind: "wrong" });
  });
});

describe("signing in by single sign-on", () => {
  it("takes a verified e-mail of someone who is there, and notes when", async () => {
    const organisationId = await addOrganisation();
    const { personId } = await addTestPerson(organisationId, { email });
    const result = await signInBySso({ email: email.toUpperCase(), email_verified: true }, now);
    expect(result).toMatchObject({ kind: "signedIn", claims: { organisationId, personId } });
  });

  it("refuses each of the others for its own reason", async () => {
    const [first, second] = [await addOrganisation(), await addOrganisation()];
    await addTestPerson(first, { email });
    expect(await signInBySso({ email }, now)).toEqual({ kind: "unverified" });
    expect(await signInBySso({ email, email_verified: false }, now)).toEqual({ kind: "unverified" });
    expect(await signInBySso({ email_verified: true }, now)).toEqual({ kind: "noEmail" });
    expect(await signInBySso({ email: `x${email}`, email_verified: true }, now)).toEqual({ kind: "unknown" });
    await addTestPerson(second, { email });
    expect(await signInBySso({ email, email_verified: true }, now)).toEqual({ kind: "several" });
  });
});

describe("signing in as a demo person", () => {
  it("takes only those who are listed", async () => {
    const organisationId = await addOrganisation();
    const { personId } = await addTestPerson(organisationId);
    expect(await signInAsDemoPerson(personId, now)).toBeNull();
    await db().person.updateMany({ where: { id: personId }, data: { isDemoLogin: true } });
    expect(await signInAsDemoPerson(personId, now)).toMatchObject({ organisationId, personId });
  });
});

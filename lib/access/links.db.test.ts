import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { listAuditEntries } from "#lib/db/audit.ts";
import { db } from "#lib/db/client.ts";
import { findPerson } from "#lib/db/people.ts";
import { addOrganisation, addTestPerson } from "../../test/sign-in-as.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { readLink, spendLink } from "./links.ts";
import { editPerson, inviteToSignIn, setPersonActive } from "./manage-people.ts";
import { sendLink } from "./send-link.ts";
import { signInWithPassword } from "./sign-in.ts";

useTestDatabase();

const now = new Date("2026-11-24T10:00:00Z");
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const password = "three calm otters";
let address = 0;
afterEach(() => {
  address += 1;
});

async function invited() {
  const organisationId = await addOrganisation("Halden Group");
  const owner = await addTestPerson(organisationId, { role: "owner" });
  const person = await addTestPerson(organisationId);
  const link = await inviteToSignIn(owner, person.personId, now);
  return { organisationId, owner, person, link, token: tokenOf(link.url) };
}

const tokenOf = (url: string) => url.split("/join/")[1] ?? "";
const read = (token: string, at = now) => readLink(token, `a${address}`, at);
const spend = (token: string, secret = password, at = now) => spendLink(token, secret, `a${address}`, at);

describe("a one-time link", () => {
  it("says whose it is, sets their password once, and is then used", async () => {
    const { person, token, link, organisationId } = await invited();
    expect(link).toMatchObject({ purpose: "invitation", mailed: "off", email: person.email, expiresAt: later(24 * 7) });
    expect(link.url).toMatch(/^http:\/\/localhost:3000\/join\//);
    expect(await read(token)).toMatchObject({ kind: "open", name: person.name, email: person.email });
    expect(await spend(token)).toEqual({ kind: "done", email: person.email, organisationId });
    expect(await spend(token, "four calm otters")).toEqual({ kind: "used" });
    expect(await read(token)).toEqual({ kind: "used" });
    const signIn = { email: person.email, password, address: "x" };
    expect((await signInWithPassword(signIn, now)).kind).toBe("signedIn");
    const [entry] = await listAuditEntries(organisationId, { limit: 1 });
    expect(entry).toMatchObject({ action: "person.joined", actorName: person.name });
  });

  it("works for one of many who press at once", async () => {
    const { token } = await invited();
    const results = await Promise.all(Array.from({ length: 5 }, () => spend(token)));
    expect(results.map(({ kind }) => kind).sort()).toEqual(["done", "used", "used", "used", "used"]);
  });

  it("is not used up by a password that will not do", async () => {
    const { token } = await invited();
    expect((await spend(token, "short")).kind).toBe("badPassword");
    expect((await spend(token)).kind).toBe("done");
  });

  it("expires: an invitation after seven days, a password link after one", async () => {
    const { owner, person, token } = await invited();
    expect((await read(token, later(24 * 7 - 1))).kind).toBe("open");
    expect(await spend(token, password, later(24 * 7))).toEqual({ kind: "expired" });
    await spend(token);
    const second = await inviteToSignIn(owner, person.personId, now);
    expect(second).toMatchObject({ purpose: "password", expiresAt: later(24) });
    expect(await read(tokenOf(second.url), later(25))).toEqual({ kind: "expired" });
  });

  it("gives way to a newer one, and to a new e-mail, a lost sign-in and a deactivation", async () => {
    const { organisationId, owner, person, token } = await invited();
    const link = async () => tokenOf((await inviteToSignIn(owner, person.personId, now)).url);
    const second = await link();
    expect(await read(token)).toEqual({ kind: "unknown" });
    const fields = await findPerson(organisationId, person.personId);
    if (fields === null) throw new Error("no such person");
    await editPerson(owner, person.personId, { ...fields, email: `new${address}@halden.example` });
    expect(await read(second)).toEqual({ kind: "unknown" });
    const third = await link();
    await editPerson(owner, person.personId, { ...fields, maySignIn: false });
    expect(await read(third)).toEqual({ kind: "unknown" });
    await expect(link()).rejects.toThrow("may not sign in");
    await editPerson(owner, person.personId, fields);
    const fourth = await link();
    await setPersonActive(owner, person.personId, false, now);
    expect(await spend(fourth)).toEqual({ kind: "unknown" });
    await setPersonActive(owner, person.personId, true, now);
    expect(await spend(fourth)).toEqual({ kind: "unknown" });
  });

  it.each([
    "",
    "x",
    "a.b",
    "no-uuid.".padEnd(60, "x"),
    `${crypto.randomUUID()}.${"x".repeat(43)}`,
    "%00",
    "x".repeat(9999),
  ])("of nobody's making is unknown: %#", async (token) => {
    expect(await read(token)).toEqual({ kind: "unknown" });
    expect(await spend(token)).toEqual({ kind: "unknown" });
  });

  it("does not open with the secret under another organisation", async () => {
    const { token } = await invited();
    const other = await addOrganisation();
    expect(await read(`${other}.${token.split(".")[1]}`)).toEqual({ kind: "unknown" });
  });

  it("is not in the database as it is in the address", async () => {
    const { token } = await invited();
    const dump = JSON.stringify(await db().oneTimeLink.findMany());
    expect(dump).not.toContain(token.split(".")[1]);
  });

  it("slows guessing down", async () => {
    const results = [];
    for (let turn = 0; turn < 62; turn += 1) results.push(await readLink("x", "guesser", now));
    expect(results.at(59)).toEqual({ kind: "unknown" });
    expect(results.at(-1)).toMatchObject({ kind: "tooMany" });
  });

  it("can be made for nobody who stands above", async () => {
    const { organisationId, owner } = await invited();
    const admin = await addTestPerson(organisationId, { role: "admin" });
    await expect(inviteToSignIn(admin, owner.personId, now)).rejects.toThrow("may not invite");
  });
});

/** A mail server that takes everything and keeps it. */
async function startMailbox() {
  const mails: string[] = [];
  const server = createServer((socket) => {
    let inData = false;
    let mail = "";
    socket.write("220 mailbox\r\n");
    socket.on("data", (chunk) => {
      for (const line of chunk.toString("utf8").split("\r\n")) {
        if (inData && line === ".") {
          inData = false;
          mails.push(mail);
          socket.write("250 kept\r\n");
        } else if (inData) mail += `${line}\n`;
        else if (line === "DATA") {
          inData = true;
          socket.write("354 go on\r\n");
        } else if (line !== "") socket.write(line === "QUIT" ? "221 bye\r\n" : "250 fine\r\n");
      }
    });
    socket.on("error", () => undefined);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const place = server.address();
  const port = typeof place === "object" && place !== null ? place.port : 0;
  return { mails, url: `smtp://127.0.0.1:${port}`, close: () => new Promise((done) => server.close(done)) };
}

describe("mailing a link", () => {
  const link = { url: "http://localhost:3000/join/x.y", purpose: "invitation" as const, expiresAt: now };
  const to = { name: "Nora Lind", email: "nora@halden.example", organisationName: "Halden Group", senderName: "Tom" };

  it("hands it to the mail server that is set, with the link whole", async () => {
    const mailbox = await startMailbox();
    try {
      expect(
        await sendLink(link, to, { SMTP_URL: mailbox.url, SMTP_FROM: "WorkSights <no-reply@halden.example>" }),
      ).toBe("sent");
    } finally {
      await mailbox.close();
    }
    const [mail] = mailbox.mails;
    expect(mail).toContain("To: Nora Lind <nora@halden.example>");
    expect(mail).toContain("From: WorkSights <no-reply@halden.example>");
    expect(mail).toContain("http://localhost:3000/join/x.y");
    expect(mail).toContain("Tom invites you to WorkSights at Halden Group.");
  });

  it("says when the server can not be reached, and when none is set", async () => {
    expect(await sendLink(link, to, { SMTP_URL: "smtp://127.0.0.1:1", SMTP_FROM: undefined })).toBe("failed");
    expect(await sendLink(link, to, { SMTP_URL: undefined, SMTP_FROM: undefined })).toBe("off");
  });
});

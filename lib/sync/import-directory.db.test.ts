import { expect, test } from "vitest";
import { db, transaction } from "#lib/db/client.ts";
import { startImport } from "#lib/integration/import-start.ts";
import { roster } from "#sandbox/company/roster.ts";
import { type Connected, connectSandbox, useSandbox } from "../../test/connected-sandbox.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { importDirectory } from "./import-directory.ts";

useTestDatabase();
const zoom = useSandbox();

const context = (isLastTry = false) => ({ signal: new AbortController().signal, isLastTry });

async function runImport({ organisationId, connectionId }: Connected) {
  const { runId } = await transaction((tx) => startImport(tx, organisationId, connectionId));
  await importDirectory({ organisationId, connectionId, runId }, context());
  await db().$executeRaw`select graphile_worker.remove_job(${`import:${connectionId}`})`;
  return db().importRun.findUniqueOrThrow({ where: { organisationId_id: { organisationId, id: runId } } });
}

const usersOf = ({ organisationId, connectionId }: Connected) =>
  db().zoomUser.findMany({ where: { organisationId, connectionId }, orderBy: { zoomKey: "asc" } });

test("reads everyone, matches by e-mail whatever the case, and never by name", async () => {
  const connected = await connectSandbox(zoom.get());
  const run = await runImport(connected);
  expect(run).toMatchObject({ state: "done", failure: null, gone: 0 });
  const users = await usersOf(connected);
  expect(run.read).toBe(users.length);
  expect(users.length).toBeGreaterThan(200);
  const people = await db().person.findMany({ where: { organisationId: connected.organisationId } });
  const emailOf = new Map(people.map(({ id, email }) => [id, email]));
  const mapped = users.filter(({ personId }) => personId !== null);
  for (const user of mapped) expect(emailOf.get(user.personId ?? "")).toBe(user.email);
  const expected = roster.filter(
    ({ zoom: user, workEmail }) =>
      user !== null && user.status !== "pending" && user.email?.trim().toLowerCase() === workEmail.trim().toLowerCase(),
  );
  expect(mapped).toHaveLength(expected.length);
  expect(run.mapped).toBe(expected.length);
  for (const user of users.filter(({ email, status }) => email === null || status === "pending")) {
    expect(user.personId).toBeNull();
  }
  expect(users.some(({ status }) => status === "inactive")).toBe(true);
  expect(users.some(({ hasPhone, extensionId }) => hasPhone && extensionId !== null)).toBe(true);
  const connection = await db().connection.findFirstOrThrow({ where: { id: connected.connectionId } });
  expect(connection.state).toBe("waiting");
  expect(connection.lastImportAt).not.toBeNull();
});

test("a second import changes nothing, and the recent past is asked for once", async () => {
  const connected = await connectSandbox(zoom.get());
  await runImport(connected);
  const before = await usersOf(connected);
  const again = await runImport(connected);
  expect(again).toMatchObject({ state: "done", added: 0, changed: 0, gone: 0, mapped: 0, read: before.length });
  expect(await usersOf(connected)).toEqual(before);
  const reads = await db().historyRead.findMany({ where: { connectionId: connected.connectionId } });
  expect(reads).toMatchObject([{ reason: "first", state: "waiting" }]);
});

test("a renamed address stays as an alias and keeps its person; who left is gone and stays mapped", async () => {
  const connected = await connectSandbox(zoom.get());
  await runImport(connected);
  const mapped = (await usersOf(connected)).filter(({ personId, status }) => personId !== null && status === "active");
  const [renamed, leaving] = [mapped[3], mapped[4]];
  if (renamed === undefined || leaving === undefined) throw new Error("The company is too small");
  const { control } = zoom.get();
  control.changeEmail({ person: renamed.email ?? "", email: "new.address@halden.example" });
  control.changeStatus({ person: leaving.email ?? "", change: "deleted" });
  const run = await runImport(connected);
  expect(run).toMatchObject({ state: "done", gone: 1 });
  const after = await usersOf(connected);
  expect(after.find(({ id }) => id === renamed.id)).toMatchObject({
    email: "new.address@halden.example",
    aliases: [renamed.email],
    personId: renamed.personId,
  });
  expect(after.find(({ id }) => id === leaving.id)).toMatchObject({ status: "gone", personId: leaving.personId });
  control.changeEmail({ person: "new.address@halden.example", email: renamed.email ?? "" });
});

test("without the right to list Zoom Phone the import still works", async () => {
  const connected = await connectSandbox(zoom.get());
  zoom.get().control.setFaults({ refusesPhone: true });
  const run = await runImport(connected).finally(() => zoom.get().control.setFaults({ refusesPhone: false }));
  expect(run.state).toBe("done");
  const health = await db().connectionProduct.findFirst({
    where: { connectionId: connected.connectionId, product: "phone" },
  });
  expect(health?.health ?? "ok").not.toBe("missingScope");
});

test("a 429 storm is a wait with an end, not a failure", async () => {
  const connected = await connectSandbox(zoom.get());
  zoom.get().control.setFaults({ isStorm: true });
  const { runId } = await transaction((tx) => startImport(tx, connected.organisationId, connected.connectionId));
  await importDirectory({ ...connected, runId }, context()).finally(() =>
    zoom.get().control.setFaults({ isStorm: false }),
  );
  const run = await db().importRun.findFirstOrThrow({ where: { id: runId } });
  expect(run.state).toBe("running");
  expect(run.waitUntil).not.toBeNull();
}, 120_000);

test("a dead token fails the run and names why", async () => {
  const connected = await connectSandbox(zoom.get());
  zoom.get().control.revokeApp({ account: "main" });
  const { runId } = await transaction((tx) => startImport(tx, connected.organisationId, connected.connectionId));
  await importDirectory({ ...connected, runId }, context());
  const run = await db().importRun.findFirstOrThrow({ where: { id: runId } });
  expect(run).toMatchObject({ state: "failed", failure: "auth" });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { rowsOf, startTestSandbox, type TestSandbox } from "../testing.ts";

vi.setConfig({ testTimeout: 30_000 });

const opened: TestSandbox[] = [];
async function open(options: Parameters<typeof startTestSandbox>[0]): Promise<TestSandbox> {
  const sandbox = await startTestSandbox(options);
  opened.push(sandbox);
  return sandbox;
}
afterEach(async () => {
  for (const sandbox of opened.splice(0)) await sandbox.close();
});

const sundayNight = "2026-11-15T03:00:00Z";
const sundayLater = "2026-11-15T03:10:00Z";

async function sessionsOfSunday(sandbox: TestSandbox) {
  const tokens = sandbox.control.connect();
  const { body } = await sandbox.get("/report/history_meetings?from=2026-11-15&to=2026-11-15&page_size=300", tokens);
  return rowsOf(body, "history_meetings");
}

test("something new comes every few seconds, even on a Sunday night, and history has it too", async () => {
  let now = new Date(sundayNight);
  const sandbox = await open({ live: true, now: () => now });
  sandbox.control.connect();
  now = new Date(sundayLater);
  sandbox.control.play();
  await sandbox.control.settled();
  expect(sandbox.received.length).toBeGreaterThan(30);

  const rows = new Map((await sessionsOfSunday(sandbox)).map((row) => [row.meeting_uuid, row]));
  const ended = sandbox.received.filter(({ event }) => event === "meeting.ended");
  expect(ended.length).toBeGreaterThan(5);
  for (const { payload } of ended) {
    const object = payload.object as Record<string, string>;
    expect(rows.get(object.uuid)?.topic).toBe(object.topic);
  }
});

test("a restart forgets neither the app nor what happened", async () => {
  const folder = mkdtempSync(join(tmpdir(), "zoom-sandbox-"));
  const stateFile = join(folder, "state", "state.json");
  try {
    let now = new Date(sundayNight);
    const options = { live: true, now: () => now, stateFile };
    const first = await open(options);
    const tokens = first.control.connect();
    first.control.changeEmail({ person: "amara-okafor", email: "amara.new@halden.example" });
    first.control.startSession({
      person: "ben-ashworth",
      topic: "By hand",
      startAt: "2026-11-15T03:01:00Z",
      endAt: "2026-11-15T03:02:00Z",
    });
    now = new Date(sundayLater);
    first.control.play();
    const before = (await sessionsOfSunday(first)).map((row) => row.meeting_uuid);
    const kept = first.control.connect();
    await opened.pop()?.close();

    const second = await open(options);
    expect((await second.get("/users/me", kept)).status).toBe(200);
    expect((await second.get("/users/me", tokens)).status).toBe(401);
    expect((await second.get("/users/amara.new@halden.example", kept)).body.display_name).toBe("Amara Okafor");
    const after = await sessionsOfSunday(second);
    expect(after.map((row) => row.meeting_uuid)).toEqual(before);
    expect(after.map((row) => row.topic)).toContain("By hand");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a file of another seed is left alone", async () => {
  const folder = mkdtempSync(join(tmpdir(), "zoom-sandbox-"));
  try {
    const stateFile = join(folder, "state.json");
    const first = await open({ stateFile });
    const tokens = first.control.connect();
    await opened.pop()?.close();
    const other = await open({ stateFile, seed: "another" });
    expect((await other.get("/users/me", tokens)).status).toBe(401);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../testing.ts";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  sandbox.control.connect();
}, 30_000);
afterAll(() => sandbox.close());

async function act(action: string, body: unknown): Promise<{ status: number; answer: Record<string, unknown> }> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${sandbox.url}/control/${action}`, { method: "POST", body: text });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

describe("the control API", () => {
  test.each([
    ["start-meeting", { person: "amara-okafor", topic: "Weekly planning" }, 'Amara Okafor started "Weekly planning"'],
    ["end-session", { person: "amara-okafor" }, '"Weekly planning" ended'],
    ["host-webinar", { email: "ben.ashworth@halden.example" }, "hosts the webinar"],
    [
      "place-call",
      { person: "amara-okafor", name: "HEXA SUPPLIES", direction: "incoming" },
      "had a call from HEXA SUPPLIES",
    ],
    ["place-call", { person: "amara-okafor", direction: "outgoing", colleague: "ben-ashworth" }, "called Ben Ashworth"],
    ["delete-call", { person: "amara-okafor" }, "was deleted"],
    ["add-user", { name: "Vera Holm", email: "vera.holm@halden.example" }, "Vera Holm was added"],
    [
      "change-email",
      { person: "vera.holm@halden.example", email: "vera@halden.example" },
      "is now vera@halden.example",
    ],
    ["change-status", { person: "vera@halden.example", change: "deactivated" }, "was deactivated"],
    ["set-faults", { isStorm: true, slowMs: 10 }, "429"],
    ["set-faults", { isStorm: false, slowMs: 0 }, "storm is over"],
    ["expire-token", {}, "has expired"],
    ["break-token", {}, "are broken"],
    ["revoke-app", {}, "removed the app"],
  ])("%s %o", async (action, body, words) => {
    const { status, answer } = await act(action, body);
    expect(answer.line).toContain(words);
    expect(status).toBe(200);
  });

  test.each([
    ["start-meeting", { person: "nobody" }, 'has no Zoom user "nobody"'],
    ["start-meeting", {}, "person"],
    ["start-meeting", { person: "amara-okafor", startAt: "yesterday" }, "is no instant"],
    ["end-session", { person: "callum-reid" }, "Nothing that was started here"],
    ["place-call", { person: "kofi-mensah" }, "has no Zoom Phone"],
    ["change-email", { person: "amara-okafor", email: "nowhere" }, "is no e-mail address"],
    ["set-faults", { slowMs: -1 }, "slowMs"],
    ["validate-url", { url: "ftp://example.com" }, "must begin with http"],
    ["start-meeting", "not json", "no JSON"],
  ])("refuses %s %o in one sentence", async (action, body, words) => {
    const { status, answer } = await act(action, body);
    expect(status).toBe(400);
    expect(answer).toMatchObject({ ok: false });
    expect(answer.line).toContain(words);
  });

  test("names what there is when asked for what there is not", async () => {
    const { status, answer } = await act("explode", {});
    expect(status).toBe(404);
    expect(answer.line).toContain("start-meeting");
  });

  test("the state says what runs, what was sent and who is connected", async () => {
    sandbox.control.connect();
    sandbox.control.startSession({ person: "daniela-prieto", topic: "Seen in the state" });
    await sandbox.control.settled();
    const response = await fetch(`${sandbox.url}/control/state`);
    const state = (await response.json()) as ReturnType<typeof sandbox.control.state>;
    expect(state.accounts[0]).toMatchObject({ key: "main", isConnected: true, plan: "business" });
    expect(state.accounts[0]?.running.find((session) => session.topic === "Seen in the state")).toMatchObject({
      isByHand: true,
    });
    expect(state.deliveries[0]).toMatchObject({ event: "meeting.started", outcome: "200" });
  });
});

test("the control page has a button for everything that it offers", async () => {
  const text = await (await fetch(sandbox.url)).text();
  for (const label of [
    "Start meeting",
    "Host webinar",
    "Incoming call",
    "Delete the last call",
    "Deactivate",
    "Remove the app",
    "Break the token",
    "Send url validation",
  ]) {
    expect(text).toContain(`>${label}</button>`);
  }
});

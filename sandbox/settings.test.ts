import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { startSandbox } from "./server.ts";
import { readSettings } from "./settings.ts";

test("the defaults are the ones of the demo", () => {
  expect(readSettings({})).toMatchObject({
    port: 4010,
    clientId: "sandbox-client",
    webhookUrl: "http://localhost:3000/api/zoom/webhook",
    startAt: null,
  });
});

test("the way back lives beside the webhook door", () => {
  expect(readSettings({ SANDBOX_WEBHOOK_URL: "http://localhost:3999/api/zoom/webhook" }).redirectUris).toContain(
    "http://localhost:3999/api/zoom/callback",
  );
});

test.each([
  ["SANDBOX_PORT", "many"],
  ["SANDBOX_SPEED", "0"],
  ["SANDBOX_NOW", "soon"],
  ["SANDBOX_WEBHOOK_URL", "nowhere"],
  ["SANDBOX_LATENCY", "80-20"],
  ["SANDBOX_LARGE", "many"],
])("%s=%s is named", (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(name);
});

test("a large and slow Zoom on request", () => {
  expect(readSettings({ SANDBOX_LATENCY: "20-80", SANDBOX_LARGE: "10000x4x6" })).toMatchObject({
    latency: { leastMs: 20, mostMs: 80 },
    large: { users: 10_000, sessionsPerDay: 4, months: 6 },
  });
});

type Ended = { code: number | null; output: string };

function runMain(
  env: Record<string, string>,
  onOutput: (text: string, stop: () => void) => void = () => {},
): Promise<Ended> {
  const main = fileURLToPath(new URL("./main.ts", import.meta.url));
  const child = spawn(process.execPath, [main], { env: { ...process.env, SANDBOX_STATE: "", ...env } });
  let output = "";
  const take = (chunk: Buffer) => {
    output += chunk.toString();
    onOutput(output, () => child.kill("SIGTERM"));
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, output })));
}

test("a port in use is one clear line, and a stop is clean", { timeout: 30_000 }, async () => {
  const taken = await startSandbox({ live: false });
  const { port } = new URL(taken.url);
  const refused = await runMain({ SANDBOX_PORT: port });
  await taken.close();
  expect(refused).toEqual({
    code: 1,
    output: `Port ${port} is in use, so the Zoom sandbox cannot start. Stop what runs there, or set SANDBOX_PORT.\n`,
  });

  const stopped = await runMain({ SANDBOX_PORT: port }, (text, stop) => {
    if (text.includes("Zoom sandbox on")) stop();
  });
  expect(stopped).toEqual({
    code: 0,
    output: `Zoom sandbox on http://localhost:${port}, events go to http://localhost:3000/api/zoom/webhook\n`,
  });
});

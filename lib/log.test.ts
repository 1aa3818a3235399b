import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { ZoomError } from "./errors.ts";
import { newReference, serializeError } from "./log.ts";

/** Runs a line of code in a process of its own and returns what it logged. */
function logged(code: string): Record<string, unknown> {
  const script = `import { log, withLogContext } from "#lib/log.ts"; ${code}`;
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
    env: { ...process.env, LOG_LEVEL: "info" },
  });
  return JSON.parse(output) as Record<string, unknown>;
}

describe("logs", () => {
  test("secrets and what people wrote are redacted, wherever they hang", () => {
    const line = logged(`log.info({
      accessToken: "s3cret-1", topic: "s3cret-2", request: { authorization: "s3cret-3", body: "s3cret-4" },
      person: { email: "s3cret-5" }, count: 3 }, "kept")`);
    expect(JSON.stringify(line)).not.toContain("s3cret");
    expect(line).toMatchObject({ count: 3, msg: "kept" });
  });

  test("each line carries the id of what is being served", () => {
    expect(
      logged(`withLogContext({ requestId: "r1" }, () => withLogContext({ jobId: "j1" }, () => log.info("x")))`),
    ).toMatchObject({ requestId: "r1", jobId: "j1" });
  });

  test("an error keeps kind, code and causes, and loses what was attached", () => {
    const error = Object.assign(new ZoomError("refused", "Zoom refused", { zoomCode: 200, cause: new Error("deep") }), {
      response: { body: "attached" },
    });
    const fields = serializeError(error);
    expect(fields).toMatchObject({ type: "ZoomError", kind: "refused", zoomCode: 200, cause: { message: "deep" } });
    expect(JSON.stringify(fields)).not.toContain("attached");
  });

  test("a reference is short enough to read out", () => {
    expect(newReference()).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/);
  });
});

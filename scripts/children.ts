/**
 * Child processes of a script: started with their output in a file, watched, and stopped in order. Only processes that
 * were started here are ever ended.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

export type Child = {
  name: string;
  logFile: string;
  process: ChildProcess;
  /** Resolves when it has ended. */
  ended: Promise<{ code: number | null; signal: string | null }>;
};

const GRACE_MS = 10_000;

/** Starts `node` with the project's loader; both output streams go to `logFile`. */
export function startNode(
  name: string,
  args: readonly string[],
  settings: Record<string, string>,
  logFile: string,
): Child {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, "a");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    env: { ...process.env, ...settings },
    stdio: ["ignore", log, log],
    // A group of its own: Ctrl-C reaches only the script, which then stops its children in order.
    detached: true,
  });
  closeSync(log);
  const ended = new Promise<{ code: number | null; signal: string | null }>((done) => {
    child.once("exit", (code, signal) => done({ code, signal }));
    child.once("error", () => done({ code: 1, signal: null }));
  });
  return { name, logFile, process: child, ended };
}

/** Asks a child to stop, and ends it when it has not after ten seconds. */
export async function stopChild(child: Child): Promise<void> {
  if (child.process.exitCode !== null || child.process.signalCode !== null) return;
  child.process.kill("SIGTERM");
  const timer = setTimeout(() => child.process.kill("SIGKILL"), GRACE_MS);
  await child.ended;
  clearTimeout(timer);
}

/** The last lines of a child's log, for a person to read. */
export function lastLines(child: Child, count = 12): string {
  const lines = readFileSync(child.logFile, "utf8").trim().split("\n").slice(-count);
  return lines.map((line) => `    ${line.slice(0, 400)}`).join("\n");
}

/** Waits until `address` answers with a status below 500. Throws when the child ends before, or after `timeoutMs`. */
export async function waitForAnswer(child: Child, address: string, timeoutMs = 60_000): Promise<void> {
  let hasEnded = false;
  void child.ended.then(() => {
    hasEnded = true;
  });
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (hasEnded) throw new Error(`${child.name} ended while starting:\n${lastLines(child)}`);
    const status = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(5_000) }).then(
      (answer) => answer.status,
      () => 599,
    );
    if (status < 500) return;
    await new Promise((done) => setTimeout(done, 150));
  }
  throw new Error(`${child.name} did not answer at ${address} within ${timeoutMs / 1000} s:\n${lastLines(child)}`);
}

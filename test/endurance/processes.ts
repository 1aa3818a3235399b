/** Processes of our own that tests start, talk to by lines, and kill. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";

export type Started = {
  pid: number;
  /** The next line that it prints; throws when it ends first. */
  line(): Promise<string>;
  say(text: string): void;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
  isRunning(): boolean;
};

/** Runs a TypeScript file with the settings of this test. It is killed at the end of the test at the latest. */
export function start(file: string, settings: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, ["--import", "./scripts/plain-node.ts", file], {
    env: { ...process.env, LOG_LEVEL: "silent", ...settings },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.on("error", () => undefined);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  onTestFinished(() => void child.kill("SIGKILL"));
  return {
    pid: child.pid ?? 0,
    async line() {
      const next = await lines.next();
      if (next.done === true) throw new Error(`${file} ended before it said anything`);
      return next.value;
    },
    say: (text) => void child.stdin.write(`${text}\n`),
    kill: () => end(child),
    isRunning,
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

/** Looks again and again until something is so. Throws, naming it, after `ms`. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, ms = 120_000): Promise<void> {
  const endAt = performance.now() + ms;
  while (!(await isSo())) {
    if (performance.now() > endAt) throw new Error(`It did not happen within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

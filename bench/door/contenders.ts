/** The doors that are compared, each in a process of its own on any free port. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { buildApp, isBuilt } from "#scripts/build-app.ts";
import { type Child, startNode, stopChild, waitForAnswer } from "#scripts/children.ts";
import { anyFreePort } from "#scripts/free-port.ts";
import { installPeers, PEERS } from "../install-peers.ts";

export type Door = { port: number; path: string; stop(): Promise<void> };
export type DoorName = "ingest" | "rivet" | "next" | "verify";

const OUR_BUILD = ".next-bench";
const VERIFY_APP = "bench/verify-app";
const PLAIN_NODE = ["--import", "./scripts/plain-node.ts"];

const doors: Record<
  DoorName,
  { args: string[]; path: string; settings?: Record<string, string>; make?: () => void | Promise<void> }
> = {
  ingest: { args: [...PLAIN_NODE, "worker/ingest.ts"], path: "/api/zoom/webhook" },
  rivet: { args: [`${PEERS}/rivet.mjs`], path: "/zoom/events", make: installPeers },
  next: {
    args: ["scripts/start.ts"],
    path: "/api/zoom/webhook",
    settings: { WORKER: "off", HOST: "127.0.0.1", NEXT_DIST_DIR: OUR_BUILD },
    make: () => (isBuilt(OUR_BUILD) ? undefined : buildApp(OUR_BUILD)),
  },
  verify: { args: [`${VERIFY_APP}/main.ts`], path: "/hook", make: buildVerifyApp },
};

/** Built once for a version of Next and of its one route. */
function buildVerifyApp(): void {
  const stamp = `${VERIFY_APP}/.next/source`;
  const source =
    readFileSync(`${VERIFY_APP}/app/hook/route.js`, "utf8") + readFileSync("node_modules/next/package.json");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === source) return;
  runTool(process.execPath, ["node_modules/next/dist/bin/next", "build", VERIFY_APP]);
  writeFileSync(stamp, source);
}

function runTool(command: string, args: readonly string[]): void {
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const run = spawnSync(command, args, { encoding: "utf8", env });
  if (run.status !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${run.stdout}${run.stderr}`);
}

/** Makes what the door needs and starts it; it answers when this returns. Its log is in .data/bench. */
export async function startDoor(name: DoorName, settings: Record<string, string>): Promise<Door> {
  const { args, path, settings: own, make } = doors[name];
  await make?.();
  const port = await anyFreePort();
  const all = { ...settings, ...own, NODE_ENV: "production", PORT: String(port) };
  const child: Child = startNode(name, args, all, `.data/bench/door-${name}.log`);
  await waitForAnswer(child, `http://127.0.0.1:${port}${path}`);
  return { port, path, stop: () => stopChild(child) };
}

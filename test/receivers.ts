/** The doors in processes of their own, and a sender that behaves as Zoom does. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { createInterface } from "node:readline";
import { afterEach } from "vitest";
import type { Delivery } from "./deliveries.ts";

export type Receiver = {
  port: number;
  url: string;
  pid: number;
  /** Lines of its log so far; needs `logLevel`. */
  lines: string[];
  /** Stops cleanly and returns the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
};

const INGEST =
  'const { startIngest } = await import("#worker/ingest.ts"); const r = await startIngest(PORT, "127.0.0.1"); console.log(r.port); process.once("SIGTERM", () => r.stop().then(() => process.exit(0)));';
/** The handler of the Next route, its request made from Node's as Next makes it: the web's request reads Node's as it is read. */
const ROUTE =
  'const { createServer } = await import("node:http"); const { POST } = await import("#app/api/zoom/webhook/route.ts"); const s = createServer((q, a) => { q.on("error", () => undefined); a.on("error", () => undefined); POST(new Request("http://localhost" + q.url, { method: "POST", headers: q.headers, body: q, duplex: "half" })).then(async (r) => { const isRead = q.complete; a.writeHead(r.status, isRead ? {} : { connection: "close" }); a.end(Buffer.from(await r.arrayBuffer()), () => isRead || q.destroy()); }).catch(() => q.destroy()); }); s.listen(PORT, "127.0.0.1", () => console.log(s.address().port)); process.once("SIGTERM", () => process.exit(0));';
/** Answers "memory" over the channel to its parent with what is in use once the rubbish is out. */
const MEMORY =
  'process.on("message", () => { globalThis.gc(); globalThis.gc(); const m = process.memoryUsage(); process.send(m.heapUsed + m.external); });';

const running = new Map<ChildProcess, Receiver>();

/** Stops after each test what it started. Call at the top of a test file. */
export function stopReceivers(): void {
  afterEach(async () => {
    for (const receiver of [...running.values()]) await receiver.stop();
  });
}

/** Starts a door; it answers when this returns. `port` 0 takes any free one. */
export async function startReceiver(
  ask: { door?: "ingest" | "route"; port?: number; logLevel?: string } = {},
): Promise<Receiver> {
  const code = `${MEMORY} ${(ask.door === "route" ? ROUTE : INGEST).replace("PORT", String(ask.port ?? 0))}`;
  const flags = ["--expose-gc", "--conditions=react-server", "--input-type=module"];
  const child = spawn(process.execPath, [...flags, "-e", code], {
    env: { ...process.env, LOG_LEVEL: ask.logLevel ?? "silent" },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const lines: string[] = [];
  const output = createInterface(child.stdout as NonNullable<typeof child.stdout>);
  const exit = once(child, "exit") as Promise<[number | null]>;
  const port = await new Promise<number>((resolve, reject) => {
    output.on("line", (line) => (/^\d+$/.test(line) ? resolve(Number(line)) : lines.push(line)));
    void exit.then(([exitCode]) => reject(new Error(`The receiver ended with ${exitCode} before it listened`)));
  });
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const [exitCode] = await exit;
    running.delete(child);
    return exitCode;
  };
  const receiver: Receiver = {
    port,
    url: `http://127.0.0.1:${port}/api/zoom/webhook`,
    pid: child.pid as number,
    lines,
    stop: () => end("SIGTERM"),
    async kill() {
      await end("SIGKILL");
    },
  };
  running.set(child, receiver);
  return receiver;
}

/** Bytes that a receiver holds once its rubbish is out. */
export async function memoryOf({ pid }: Receiver): Promise<number> {
  const child = [...running.keys()].find((one) => one.pid === pid);
  if (child === undefined) throw new Error("That receiver does not run");
  child.send("memory");
  const [bytes] = (await once(child, "message")) as [number];
  return bytes;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const PATIENCE_MS = 3_000;

/** Sends once: the status of the answer, or null when none came within Zoom's three seconds. */
export function sendOnce(url: string, { rawBody, headers }: Delivery): Promise<number | null> {
  return new Promise((resolve) => {
    const sent = request(
      url,
      {
        method: "POST",
        agent,
        timeout: PATIENCE_MS,
        headers: { ...Object.fromEntries(headers), "content-length": rawBody.byteLength },
      },
      (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode ?? null)).on("error", () => resolve(null));
      },
    );
    sent.on("timeout", () => sent.destroy()).on("error", () => resolve(null));
    sent.end(rawBody);
  });
}

const AGAIN_MS = 100;

/** Sends as Zoom does: after a 5xx or no answer again, here a little later. */
export async function send(url: string, delivery: Delivery): Promise<number> {
  for (;;) {
    const status = await sendOnce(url, delivery);
    if (status !== null && status < 500) return status;
    await new Promise((done) => setTimeout(done, AGAIN_MS));
  }
}

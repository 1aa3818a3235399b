/**
 * The load, in a process of its own: sends ready-made requests over kept connections, the next on a connection when the
 * one before is answered, and prints one line of JSON. Bare sockets, because a client of full size would need more of
 * the machine than what it is to measure.
 */
import { connect } from "node:net";
import { percentile } from "#bench/compare.ts";
import { type Company, makeDeliveries } from "./deliveries.ts";

export type Load = {
  port: number;
  path: string;
  connections: number;
  count: number;
  companies: readonly Company[];
  prefix: string;
  secret: string;
};
export type Loaded = { perSecond: number; p99Ms: number; notOk: number };

const HEAD_END = "\r\n\r\n";
const LAST_CHUNK = "0\r\n\r\n";

/** Where the first answer in `text` ends; -1 while it is not whole. */
function endOfAnswer(text: string): number {
  const head = text.indexOf(HEAD_END);
  if (head === -1) return -1;
  const start = head + HEAD_END.length;
  const headers = text.slice(0, start).toLowerCase();
  if (headers.includes("\r\ntransfer-encoding: chunked")) {
    const last = text.indexOf(LAST_CHUNK, start);
    return last === -1 ? -1 : last + LAST_CHUNK.length;
  }
  const length = Number(/\r\ncontent-length: (\d+)/.exec(headers)?.[1] ?? 0);
  return text.length < start + length ? -1 : start + length;
}

async function run(load: Load): Promise<Loaded> {
  const requests = makeDeliveries(load.companies, load.count, load.prefix, load.secret).map(
    ({ body, timestamp, signature }) =>
      Buffer.from(
        `POST ${load.path} HTTP/1.1\r\nhost: 127.0.0.1:${load.port}\r\nuser-agent: Zoom Marketplace/1.0a\r\n` +
          `content-type: application/json; charset=utf-8\r\nx-zm-request-timestamp: ${timestamp}\r\n` +
          `x-zm-signature: ${signature}\r\nx-zm-trackingid: v=2.0;clid=us04;rid=WEB_4f0c\r\nclientid: bench\r\n` +
          `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      ),
  );
  const latencies: number[] = [];
  let next = 0;
  let notOk = 0;
  const startedMs = performance.now();
  const onConnection = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ port: load.port, host: "127.0.0.1", noDelay: true });
      let sentMs = 0;
      let text = "";
      const send = () => {
        const request = requests[next];
        next += 1;
        if (request === undefined) {
          socket.end();
          return resolve();
        }
        sentMs = performance.now();
        socket.write(request);
      };
      socket.setEncoding("latin1");
      socket.on("connect", send);
      socket.on("error", reject);
      socket.on("close", () => reject(new Error("The door closed a connection")));
      socket.on("data", (more: string) => {
        text += more;
        const end = endOfAnswer(text);
        if (end === -1) return;
        latencies.push(performance.now() - sentMs);
        if (!text.startsWith("HTTP/1.1 200")) notOk += 1;
        text = text.slice(end);
        send();
      });
    });
  await Promise.all(Array.from({ length: load.connections }, onConnection));
  const seconds = (performance.now() - startedMs) / 1_000;
  return { perSecond: requests.length / seconds, p99Ms: percentile(latencies, 0.99), notOk };
}

console.log(JSON.stringify(await run(JSON.parse(process.argv[2] ?? "") as Load)));

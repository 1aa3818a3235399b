import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LARGEST_CALENDAR_BYTES } from "./feed-types.ts";
import { type FetchAsk, type FetchOptions, fetchCalendar } from "./fetch-calendar.ts";

const calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Årsplan\r\nEND:VCALENDAR\r\n";
const now = new Date("2026-11-17T12:00:00Z");
let server: Server;
let origin = "";
let asked: IncomingMessage[] = [];
let answer: RequestListener = (_, response) => response.end(calendar);

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const fetchFrom = (path: string, options: Partial<FetchOptions> = {}, ask: Partial<FetchAsk> = {}) => {
  asked = [];
  const address = path.startsWith("/") ? `${origin}${path}` : path;
  return fetchCalendar(
    { address, etag: null, lastModified: null, ...ask },
    { now, allowedOrigins: [origin], ...options },
  );
};
const answers = (status: number, headers: Record<string, string> = {}, body: string | Buffer = "") => {
  answer = (_: IncomingMessage, response: ServerResponse) => response.writeHead(status, headers).end(body);
};
const failed = (failure: string, retryAt: Date | null = null) => ({ kind: "failed", failure, retryAt });

describe("what comes back", () => {
  test("a calendar, with what tells next time that it is unchanged", async () => {
    answers(200, { ETag: '"one"', "Last-Modified": "Mon, 16 Nov 2026 10:00:00 GMT" }, calendar);
    expect(await fetchFrom("/a.ics")).toEqual({
      kind: "calendar",
      text: calendar,
      etag: '"one"',
      lastModified: "Mon, 16 Nov 2026 10:00:00 GMT",
    });
    expect(asked[0]?.headers["if-none-match"]).toBeUndefined();
    answers(304);
    expect(await fetchFrom("/a.ics", {}, { etag: '"one"' })).toEqual({ kind: "unchanged" });
    expect(asked[0]?.headers["if-none-match"]).toBe('"one"');
  });

  test.each([
    ["gzip", gzipSync(calendar)],
    ["br", brotliCompressSync(calendar)],
    ["deflate", deflateSync(calendar)],
    ["deflate", deflateRawSync(calendar)],
    ["identity", Buffer.from(calendar)],
  ])("packed as %s", async (encoding, body) => {
    answers(200, { "Content-Encoding": encoding }, body);
    expect(await fetchFrom("/")).toMatchObject({ kind: "calendar", text: calendar });
  });

  test("in the charset that it is in", async () => {
    answers(200, { "Content-Type": "text/calendar; charset=iso-8859-1" }, Buffer.from(calendar, "latin1"));
    expect(await fetchFrom("/")).toMatchObject({ text: calendar });
    answers(200, { "Content-Type": "text/calendar; charset=klingon" }, calendar);
    expect(await fetchFrom("/")).toMatchObject({ text: calendar });
  });

  test("no calendar", async () => {
    answers(200, { "Content-Type": "text/html" }, "<!doctype html><title>Sign in</title>");
    expect(await fetchFrom("/")).toEqual(failed("webPage"));
    answers(200, { "Content-Type": "text/calendar" }, "hello");
    expect(await fetchFrom("/")).toEqual(failed("notCalendar"));
    answers(200, { "Content-Encoding": "zstd" }, "x");
    expect(await fetchFrom("/")).toEqual(failed("badAnswer"));
    answers(200, { "Content-Encoding": "gzip" }, "not gzip");
    expect(await fetchFrom("/")).toEqual(failed("badAnswer"));
  });

  test.each([
    [401, "refused"],
    [403, "refused"],
    [404, "missing"],
    [410, "missing"],
    [400, "badAnswer"],
    [304, "badAnswer"],
    [500, "serverFailed"],
    [503, "serverFailed"],
  ])("%i is %s", async (status, failure) => {
    answers(status);
    expect(await fetchFrom("/")).toEqual(failed(failure));
  });

  test("429 with the time at which to ask again, a day at most", async () => {
    answers(429, { "Retry-After": "90" });
    expect(await fetchFrom("/")).toEqual(failed("busy", new Date("2026-11-17T12:01:30Z")));
    answers(429, { "Retry-After": "Tue, 17 Nov 2026 13:00:00 GMT" });
    expect(await fetchFrom("/")).toEqual(failed("busy", new Date("2026-11-17T13:00:00Z")));
    answers(429, { "Retry-After": "999999999" });
    expect(await fetchFrom("/")).toEqual(failed("busy", new Date("2026-11-18T12:00:00Z")));
    answers(429, { "Retry-After": "soon" });
    expect(await fetchFrom("/")).toEqual(failed("busy"));
  });
});

describe("what is not let in", () => {
  test("more than 10 MB, sent or unpacked", async () => {
    answer = (_, response) => {
      response.writeHead(200);
      const part = Buffer.alloc(1024 * 1024, " ");
      for (let sent = 0; sent <= 11; sent += 1) response.write(part);
      response.end();
    };
    expect(await fetchFrom("/")).toEqual(failed("tooLarge"));
    const bomb = Buffer.alloc(LARGEST_CALENDAR_BYTES * 4, " ");
    for (const [encoding, body] of [
      ["gzip", gzipSync(bomb)],
      ["br", brotliCompressSync(bomb, { params: { 1: 1 } })],
    ] as const) {
      expect(body.length).toBeLessThan(100_000);
      answers(200, { "Content-Encoding": encoding }, body);
      expect(await fetchFrom("/")).toEqual(failed("tooLarge"));
    }
  });

  test("an answer that takes too long: to begin, to end, to redirect, to resolve", async () => {
    const timeoutMs = 150;
    answer = () => undefined;
    expect(await fetchFrom("/", { timeoutMs })).toEqual(failed("tooSlow"));
    answer = (_, response) => response.writeHead(200).write("BEGIN:VCALENDAR");
    expect(await fetchFrom("/", { timeoutMs })).toEqual(failed("tooSlow"));
    const resolve = () => new Promise<never>(() => undefined);
    expect(await fetchFrom("https://calendar.example/", { timeoutMs, resolve })).toEqual(failed("tooSlow"));
  });

  test("redirects without end, or out of what is allowed", async () => {
    answer = (request, response) => response.writeHead(302, { Location: `/${request.url?.length}` }).end();
    expect(await fetchFrom("/")).toEqual(failed("tooManyRedirects"));
    expect(asked).toHaveLength(6);
    const places = {
      "http://127.0.0.1:1/": "notHttps",
      "https://127.0.0.1/": "privateAddress",
      "https://[::1]/": "privateAddress",
      "https://[::ffff:127.0.0.1]/": "privateAddress",
      "https://2130706433/": "privateAddress",
      "https://169.254.169.254/latest/meta-data/": "privateAddress",
      "https://inside.example/": "privateAddress",
      "https://ann:secret@calendar.example/": "hasPassword",
      "file:///etc/passwd": "badAddress",
    };
    const resolve = async () => [{ address: "10.1.2.3", family: 4 }];
    for (const [place, failure] of Object.entries(places)) {
      answers(307, { Location: place });
      expect([place, await fetchFrom("/", { resolve })]).toEqual([place, failed(failure)]);
      expect(asked).toHaveLength(1);
    }
    answer = (request, response) =>
      request.url === "/" ? response.writeHead(308, { Location: "/moved.ics" }).end() : response.end(calendar);
    expect(await fetchFrom("/")).toMatchObject({ kind: "calendar" });
  });

  test("a name of which one address is not public", async () => {
    const resolve = async () => [
      { address: "93.184.215.14", family: 4 },
      { address: "::ffff:10.0.0.1", family: 6 },
    ];
    expect(await fetchFrom("https://calendar.example/", { resolve })).toEqual(failed("privateAddress"));
  });

  test("a name that changes its address between the check and the connection: it is asked once", async () => {
    const url = new URL(origin);
    url.hostname = "changing.example";
    answers(200, {}, calendar);
    let times = 0;
    const resolve = async () => {
      times += 1;
      return [{ address: times === 1 ? "127.0.0.1" : "192.0.2.1", family: 4 }];
    };
    const options = { resolve, allowedOrigins: [url.origin] };
    // The name does not exist: only the pinned address leads to the server.
    expect(await fetchFrom(url.href, options)).toMatchObject({ kind: "calendar" });
    expect(times).toBe(1);
    expect(asked[0]?.headers.host).toBe(url.host);
  });

  test("a host that is not there, or talks no TLS", async () => {
    expect(await fetchFrom("https://nowhere.invalid/")).toEqual(failed("unknownHost"));
    const secure = origin.replace("http:", "https:");
    expect(await fetchFrom(secure, { allowedOrigins: [secure] })).toEqual(failed("unreachable"));
    const closed = "http://127.0.0.1:1";
    expect(await fetchFrom(closed, { allowedOrigins: [closed] })).toEqual(failed("unreachable"));
  });
});

test("whoever stops it hears so", async () => {
  answer = () => undefined;
  await expect(fetchFrom("/", { signal: AbortSignal.timeout(20) })).rejects.toThrow();
});

/**
 * Fetches a calendar from an address that somebody gave us. The name is resolved once, every address that it has is
 * checked, and the connection goes to those and nowhere else; the same again at each redirect. Bounded in time, in bytes
 * and in what is unpacked. Nothing that it says has more of the address in it than a code.
 */
import "server-only";
import { lookup } from "node:dns/promises";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";
import { checkUrl, isPublicAddress, readAddress } from "./addresses.ts";
import { type FeedFailure, LARGEST_CALENDAR_BYTES } from "./feed-types.ts";

type HostAddress = { address: string; family: number };
export type Resolve = (host: string) => Promise<HostAddress[]>;

export type FetchAsk = { address: string; etag: string | null; lastModified: string | null };
export type FetchOptions = {
  now: Date;
  allowedOrigins: readonly string[];
  signal?: AbortSignal | undefined;
  /** The system's resolver unless given. */
  resolve?: Resolve | undefined;
  /** For the whole of it, redirects included. */
  timeoutMs?: number;
};

export type Fetched =
  | { kind: "calendar"; text: string; etag: string | null; lastModified: string | null }
  | { kind: "unchanged" }
  /** `retryAt`: when the server wants to be asked again, if it says so. */
  | { kind: "failed"; failure: FeedFailure; retryAt: Date | null };

const TIMEOUT_MS = 10_000;
const MOST_REDIRECTS = 5;
const LONGEST_WAIT_MS = 24 * 3_600_000;
const LONGEST_VALIDATOR = 500;

class Failed extends Error {
  readonly failure: FeedFailure;
  readonly retryAt: Date | null;
  constructor(failure: FeedFailure, retryAt: Date | null = null) {
    super(failure);
    this.failure = failure;
    this.retryAt = retryAt;
  }
}

/** Fetches; what goes wrong is a code. Throws only when `options.signal` aborts. */
export async function fetchCalendar(ask: FetchAsk, options: FetchOptions): Promise<Fetched> {
  const deadline = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const signal = options.signal === undefined ? deadline : AbortSignal.any([deadline, options.signal]);
  try {
    return await untilAborted(signal, follow(ask, { ...options, signal }));
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof Failed) return { kind: "failed", failure: error.failure, retryAt: error.retryAt };
    return { kind: "failed", failure: deadline.aborted ? "tooSlow" : failureOf(error), retryAt: null };
  }
}

async function follow(ask: FetchAsk, options: FetchOptions & { signal: AbortSignal }): Promise<Fetched> {
  let read = readAddress(ask.address, options.allowedOrigins);
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    if (read.kind === "failed") throw new Failed(read.failure);
    const response = await send(read.url, ask, options);
    const { location } = response.headers;
    if ([301, 302, 303, 307, 308].includes(response.statusCode ?? 0)) {
      response.destroy();
      if (location === undefined || !URL.canParse(location, read.url)) throw new Failed("badAnswer");
      read = checkUrl(new URL(location, read.url), options.allowedOrigins);
      continue;
    }
    return await readAnswer(response, ask, options.now);
  }
  throw new Failed("tooManyRedirects");
}

async function send(
  url: URL,
  ask: FetchAsk,
  options: FetchOptions & { signal: AbortSignal },
): Promise<IncomingMessage> {
  const addresses = await addressesOf(url, options);
  const pinned: LookupFunction = (_host, { all }, answer) => {
    const [first] = addresses;
    if (all === true) answer(null, addresses);
    else answer(null, first?.address ?? "", first?.family);
  };
  const headers = {
    Accept: "text/calendar, text/plain;q=0.5, */*;q=0.1",
    "Accept-Encoding": "gzip, deflate, br",
    "User-Agent": "WorkSights calendar reader",
    ...(ask.etag === null ? {} : { "If-None-Match": ask.etag }),
    ...(ask.lastModified === null ? {} : { "If-Modified-Since": ask.lastModified }),
  };
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    // A connection of its own: one that is kept could have been made to another address.
    const asking = request(url, { agent: false, lookup: pinned, headers, signal: options.signal }, resolve);
    asking.on("error", reject);
    asking.end();
  });
}

/** The addresses of a host, all of them checked; a literal one is checked too. */
async function addressesOf(url: URL, { allowedOrigins, resolve = resolveHost }: FetchOptions): Promise<HostAddress[]> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  const addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
  if (addresses.length === 0) throw new Failed("unknownHost");
  const isAllowed = allowedOrigins.includes(url.origin) || addresses.every(({ address }) => isPublicAddress(address));
  if (!isAllowed) throw new Failed("privateAddress");
  return addresses;
}

const resolveHost: Resolve = (host) =>
  lookup(host, { all: true }).catch(() => {
    throw new Failed("unknownHost");
  });

async function readAnswer(response: IncomingMessage, ask: FetchAsk, now: Date): Promise<Fetched> {
  const status = response.statusCode ?? 0;
  const isConditional = ask.etag !== null || ask.lastModified !== null;
  if (status !== 200) response.destroy();
  if (status === 304 && isConditional) return { kind: "unchanged" };
  if (status !== 200) throw new Failed(failureOfStatus(status), retryAtOf(response.headers["retry-after"], now));
  const body = await unpack(await readBody(response), response.headers["content-encoding"]);
  const type = response.headers["content-type"] ?? "";
  const text = decode(body, type);
  if (!/^\s*BEGIN:VCALENDAR/i.test(text)) {
    const isPage = /\bhtml\b/i.test(type) || /^\s*<(!doctype|html)/i.test(text);
    throw new Failed(isPage ? "webPage" : "notCalendar");
  }
  return {
    kind: "calendar",
    text,
    etag: validator(response.headers.etag),
    lastModified: validator(response.headers["last-modified"]),
  };
}

function failureOfStatus(status: number): FeedFailure {
  if (status === 401 || status === 403) return "refused";
  if (status === 404 || status === 410) return "missing";
  if (status === 429) return "busy";
  return status >= 500 ? "serverFailed" : "badAnswer";
}

async function readBody(response: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    size += (part as Buffer).length;
    if (size > LARGEST_CALENDAR_BYTES) {
      response.destroy();
      throw new Failed("tooLarge");
    }
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

const unpackers = { gzip: promisify(gunzip), "x-gzip": promisify(gunzip), br: promisify(brotliDecompress) };

async function unpack(body: Buffer, encoding = "identity"): Promise<Buffer> {
  const name = encoding.trim().toLowerCase();
  if (name === "identity" || name === "") return body;
  // Some servers leave the frame of "deflate" away; the first byte of the frame tells.
  const isFramed = ((body[0] ?? 0) & 0x0f) === 8;
  const deflated = promisify(isFramed ? inflate : inflateRaw);
  const unpacker = name === "deflate" ? deflated : unpackers[name as keyof typeof unpackers];
  if (unpacker === undefined) throw new Failed("badAnswer");
  try {
    // Unpacking stops at the limit: what would have come out beyond it never exists.
    return await unpacker(body, { maxOutputLength: LARGEST_CALENDAR_BYTES });
  } catch (error) {
    throw new Failed((error as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE" ? "tooLarge" : "badAnswer");
  }
}

/** The text of a calendar: UTF-8, unless its first bytes or the server tell of another. */
export function decode(body: Buffer, contentType = ""): string {
  const told = /charset="?([\w.:-]{1,40})"?/i.exec(contentType)?.[1] ?? "utf-8";
  const charset = body[0] === 0xff && body[1] === 0xfe ? "utf-16le" : told;
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}

function validator(value: string | undefined): string | null {
  return value === undefined || value === "" || value.length > LONGEST_VALIDATOR ? null : value;
}

function retryAtOf(header: string | undefined, now: Date): Date | null {
  if (header === undefined) return null;
  const at = /^\d{1,9}$/.test(header.trim()) ? now.getTime() + Number(header) * 1_000 : Date.parse(header);
  return at > now.getTime() ? new Date(Math.min(at, now.getTime() + LONGEST_WAIT_MS)) : null;
}

/** What failed in the connection, by the code of Node's error; its message names the host and is left behind. */
function failureOf(error: unknown): FeedFailure {
  const code = String((error as { code?: unknown }).code ?? "");
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "unknownHost";
  if (/CERT|SELF_SIGNED|TLS|SSL|UNABLE_TO_/.test(code)) return "badCertificate";
  return code.startsWith("HPE_") ? "badAnswer" : "unreachable";
}

/** Settles with `work`, or fails as soon as the signal aborts: a resolver can not be stopped, but need not be waited for. */
function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

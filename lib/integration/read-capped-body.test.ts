import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { announcesTooMuch, LARGEST_DELIVERY_BYTES, readCappedBody, readCappedStream } from "./read-capped-body.ts";

async function* chunks(count: number, bytes: number, onRead: () => void = () => undefined) {
  for (let n = 0; n < count; n += 1) {
    onRead();
    yield Buffer.alloc(bytes, "a");
  }
}
async function* dribble() {
  yield Buffer.from("a");
  await new Promise(() => undefined);
}
async function* broken() {
  yield Buffer.from("a");
  throw new Error("aborted");
}

type Limits = { timeoutMs?: number };
const doors = {
  "Node's request": (from: AsyncIterable<Buffer>, limits?: Limits) => readCappedBody(Readable.from(from), limits),
  "a web request": (from: AsyncIterable<Buffer>, limits?: Limits) =>
    readCappedStream(Readable.toWeb(Readable.from(from)) as ReadableStream<Uint8Array>, limits),
};

describe.each(Object.entries(doors))("%s", (_, read) => {
  test("a body under the cap comes whole", async () => {
    expect(await read(chunks(3, 4))).toEqual({ kind: "body", bytes: Buffer.from("aaaaaaaaaaaa") });
    expect(await read(chunks(0, 4))).toEqual({ kind: "body", bytes: Buffer.alloc(0) });
    const most = await read(chunks(4, LARGEST_DELIVERY_BYTES / 4));
    expect(most).toMatchObject({ kind: "body", bytes: { byteLength: LARGEST_DELIVERY_BYTES } });
  });

  test("reading stops at the cap, however much would follow", async () => {
    let made = 0;
    const body = chunks(1_024, 64 * 1_024, () => {
      made += 1;
    });
    expect(await read(body)).toEqual({ kind: "tooLarge" });
    // What a stream makes ahead of its reader is bounded as well.
    expect(made).toBeLessThan(40);
  });

  test("a body that dribbles is given up", async () => {
    expect(await read(dribble(), { timeoutMs: 20 })).toEqual({ kind: "tooSlow" });
  });

  test("a sender that breaks off is told apart from a body", async () => {
    expect(await read(broken())).toEqual({ kind: "broken" });
  });
});

test("a web request without a body is an empty one", async () => {
  expect(await readCappedStream(null)).toEqual({ kind: "body", bytes: new Uint8Array() });
});

test("an announced length beyond the cap needs no reading", () => {
  expect(announcesTooMuch(String(LARGEST_DELIVERY_BYTES + 1))).toBe(true);
  expect(announcesTooMuch(String(LARGEST_DELIVERY_BYTES))).toBe(false);
  expect(announcesTooMuch(null)).toBe(false);
  expect(announcesTooMuch("a lot")).toBe(false);
});

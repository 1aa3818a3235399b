import { expect, test } from "vitest";
import { announcesTooMuch, LARGEST_DELIVERY_BYTES, readCappedBody } from "./read-capped-body.ts";

async function* chunks(count: number, bytes: number, onRead: () => void = () => undefined) {
  for (let n = 0; n < count; n += 1) {
    onRead();
    yield Buffer.alloc(bytes, "a");
  }
}

test("a body under the cap comes whole", async () => {
  expect(await readCappedBody(chunks(3, 4))).toEqual({ kind: "body", bytes: Buffer.from("aaaaaaaaaaaa") });
  expect(await readCappedBody(null)).toEqual({ kind: "body", bytes: new Uint8Array() });
});

test("reading stops at the cap, however much would follow", async () => {
  let read = 0;
  const body = chunks(1_024, 64 * 1_024, () => {
    read += 1;
  });
  expect(await readCappedBody(body)).toEqual({ kind: "tooLarge" });
  expect(read).toBe(LARGEST_DELIVERY_BYTES / (64 * 1_024) + 1);
});

test("a body that dribbles is given up", async () => {
  async function* slow() {
    yield Buffer.from("a");
    await new Promise(() => undefined);
  }
  expect(await readCappedBody(slow(), { timeoutMs: 20 })).toEqual({ kind: "tooSlow" });
});

test("a sender that breaks off is told apart from a body", async () => {
  async function* broken() {
    yield Buffer.from("a");
    throw new Error("aborted");
  }
  expect(await readCappedBody(broken())).toEqual({ kind: "broken" });
});

test("an announced length beyond the cap needs no reading", () => {
  expect(announcesTooMuch(String(LARGEST_DELIVERY_BYTES + 1))).toBe(true);
  expect(announcesTooMuch(String(LARGEST_DELIVERY_BYTES))).toBe(false);
  expect(announcesTooMuch(null)).toBe(false);
  expect(announcesTooMuch("a lot")).toBe(false);
});

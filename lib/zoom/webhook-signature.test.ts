import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerUrlValidation, readUnsignedValidation, verifyWebhook } from "./webhook-signature.ts";

const SECRET = "webhook-secret";
const now = new Date("2026-03-02T10:00:00Z");
const seconds = (at: Date) => String(Math.trunc(at.getTime() / 1000));

const sign = (rawBody: Uint8Array, timestamp: string, secret = SECRET) =>
  `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:`).update(rawBody).digest("hex")}`;

function delivery(body: string | Uint8Array, { timestamp = seconds(now), secret = SECRET } = {}) {
  const rawBody = typeof body === "string" ? Buffer.from(body) : body;
  const headers = new Headers({
    "X-Zm-Request-Timestamp": timestamp,
    "X-Zm-Signature": sign(rawBody, timestamp, secret),
  });
  return { rawBody, headers, secrets: [SECRET], now };
}

describe("verifyWebhook", () => {
  it.each([
    ["emoji", '{"event":"meeting.started","topic":"Launch 🎉🚀"}'],
    ["escapes", '{"event":"meeting.started","topic":"Caf\\u00e9 \\/ \\ud83c\\udf89"}'],
    ["odd spacing", '\n { "event" :\t"meeting.started" ,\r\n "id":  1 }  '],
    ["raw UTF-8", '{"topic":"Besprechung über Größe – 漢字"}'],
    ["64-bit ids", '{"payload":{"object":{"id":9223372036854775807,"x":1.0e2}}}'],
    ["repeated keys", '{"event":"a","event":"b"}'],
  ])("accepts %s as sent", (_what, body) => {
    expect(verifyWebhook(delivery(body))).toEqual({ kind: "verified", secretIndex: 0 });
  });

  it("accepts any bytes that were signed, and refuses them when one byte, the time or the secret differs", () => {
    const cases = fc.record({
      body: fc.uint8Array({ minLength: 1, maxLength: 300 }),
      at: fc.nat(),
      flip: fc.integer({ min: 1, max: 255 }),
      ageS: fc.integer({ min: -299, max: 5_999 }),
      shiftS: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(cases, ({ body, at, flip, ageS, shiftS }) => {
        const timestamp = seconds(new Date(now.getTime() - ageS * 1000));
        const honest = delivery(body, { timestamp });
        expect(verifyWebhook(honest)).toEqual({ kind: "verified", secretIndex: 0 });

        const changed = Uint8Array.from(body);
        changed[at % body.length] = (changed[at % body.length] ?? 0) ^ flip;
        const moved = new Headers(honest.headers);
        moved.set("x-zm-request-timestamp", String(Number(timestamp) - shiftS));
        for (const forged of [
          { ...honest, rawBody: changed },
          { ...honest, headers: moved },
          { ...honest, secrets: [`${SECRET}x`] },
        ]) {
          expect(verifyWebhook(forged)).toEqual({ kind: "refused", reason: "badSignature" });
        }
      }),
    );
  });

  it("refuses everything without a secret", () => {
    const honest = delivery("{}", { secret: "" });
    expect(verifyWebhook({ ...honest, secrets: [] })).toEqual({ kind: "refused", reason: "noSecret" });
    expect(verifyWebhook({ ...honest, secrets: ["", ""] })).toEqual({ kind: "refused", reason: "noSecret" });
    expect(verifyWebhook({ ...honest, secrets: ["", SECRET] })).toEqual({ kind: "refused", reason: "badSignature" });
  });

  it("accepts each of several secrets and says which", () => {
    const request = delivery("{}", { secret: "old" });
    expect(verifyWebhook({ ...request, secrets: ["new", "old"] })).toEqual({ kind: "verified", secretIndex: 1 });
  });

  it.each([
    [100 * 60, "verified"],
    [100 * 60 + 1, "tooOld"],
    [-5 * 60, "verified"],
    [-5 * 60 - 1, "tooNew"],
  ])("judges an age of %d seconds as %s", (ageS, expected) => {
    const at = new Date(now.getTime() - ageS * 1000);
    for (const timestamp of [seconds(at), String(at.getTime())]) {
      const verdict = verifyWebhook(delivery("{}", { timestamp }));
      expect(verdict.kind === "verified" ? verdict.kind : verdict.reason).toBe(expected);
    }
  });

  it("refuses missing and malformed headers", () => {
    const honest = delivery("{}");
    const without = (name: string) => {
      const headers = new Headers(honest.headers);
      headers.delete(name);
      return verifyWebhook({ ...honest, headers });
    };
    expect(without("x-zm-signature")).toEqual({ kind: "refused", reason: "missingHeaders" });
    expect(without("x-zm-request-timestamp")).toEqual({ kind: "refused", reason: "missingHeaders" });
    for (const timestamp of ["12345", "-1772445600", "1772445600.5", "177244560000000", "soon"]) {
      expect(verifyWebhook(delivery("{}", { timestamp }))).toEqual({ kind: "refused", reason: "badSignature" });
    }
    for (const signature of ["v0=", "v1=abc", sign(honest.rawBody, seconds(now)).slice(3), "v0=zz"]) {
      const headers = new Headers({ "x-zm-request-timestamp": seconds(now), "x-zm-signature": signature });
      expect(verifyWebhook({ ...honest, headers })).toEqual({ kind: "refused", reason: "badSignature" });
    }
  });
});

describe("answerUrlValidation", () => {
  it("answers with the token and its HMAC under the secret that verified", () => {
    const answer = answerUrlValidation({ plainToken: "k9Qw0-_x", secrets: ["a", "b"], secretIndex: 1 });
    expect(answer).toEqual({
      plainToken: "k9Qw0-_x",
      encryptedToken: createHmac("sha256", "b").update("k9Qw0-_x").digest("hex"),
    });
    expect(answerUrlValidation({ plainToken: "k9", secrets: ["", "b"] })?.encryptedToken).toBe(
      createHmac("sha256", "b").update("k9").digest("hex"),
    );
  });

  it("has no answer without a secret", () => {
    expect(answerUrlValidation({ plainToken: "k9", secrets: [] })).toBeNull();
    expect(answerUrlValidation({ plainToken: "k9", secrets: [""] })).toBeNull();
    expect(answerUrlValidation({ plainToken: "k9", secrets: ["a"], secretIndex: 3 })).toBeNull();
  });

  it("never signs a text that could be an event", () => {
    const body = '{"event":"app_deauthorized","payload":{"account_id":"victim"}}';
    for (const token of [`v0:${seconds(now)}:${body}`, "v0:", "a:b", "{}", "", "a\n", "ä", "x".repeat(257)]) {
      expect(answerUrlValidation({ plainToken: token, secrets: [SECRET] })).toBeNull();
    }
    fc.assert(
      fc.property(fc.string(), (token) => {
        const answer = answerUrlValidation({ plainToken: token, secrets: [SECRET] });
        expect(answer === null || /^[A-Za-z0-9_-]{1,256}$/.test(token)).toBe(true);
      }),
    );
  });
});

describe("readUnsignedValidation", () => {
  const read = (body: unknown) => readUnsignedValidation(Buffer.from(JSON.stringify(body)));

  it("reads a question and nothing else", () => {
    const question = { event: "endpoint.url_validation", event_ts: 1772445600000, payload: { plainToken: "k9Qw0" } };
    expect(read(question)).toBe("k9Qw0");
    expect(read({ event: question.event, payload: question.payload })).toBe("k9Qw0");
    expect(read({ ...question, more: 1 })).toBeNull();
    expect(read({ ...question, payload: { plainToken: "k9Qw0", account_id: "x" } })).toBeNull();
    expect(read({ ...question, payload: { plainToken: "v0:1:{}" } })).toBeNull();
    expect(read({ ...question, event: "meeting.started" })).toBeNull();
    expect(readUnsignedValidation(Buffer.from(`${JSON.stringify(question)}${" ".repeat(2_000)}`))).toBeNull();
    expect(readUnsignedValidation(Buffer.from("not json"))).toBeNull();
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(readUnsignedValidation(bytes)).toBeNull();
      }),
    );
  });
});

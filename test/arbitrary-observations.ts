/** Observations that repeat, contradict, arrive late and miss parts, for property tests of the merge. */
import fc from "fast-check";
import type {
  CallDeletion,
  CallLegObservation,
  Observation,
  SessionDeletion,
  SessionObservation,
} from "#lib/zoom/observation-types.ts";

const START = Date.UTC(2026, 2, 2, 9);
/** Few different values, so that observations meet in keys, times and weights. */
const instant = fc.integer({ min: 0, max: 4 }).map((step) => new Date(START + step * 600_000));
const source = fc.constantFrom("webhook", "webhook", "webhook", "history", "userHistory", "lookup" as const);
const who = fc.constantFrom("ines", "ines", "ines", "tom", "tom", "guest", "left", "desk", "nobody");
const text = fc.constantFrom("Planning", "Planung", "Ärger 🎉", "\uffee", "zz");
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 });

const sessionKey = fc.constantFrom("a/b+c==", "/second//==", "/second//==");
const sessionHost = fc.oneof(
  who.map((zoomUserId) => ({ zoomUserId })),
  fc.constantFrom("ines", "old-ines", "tom", "guest", "nobody").map((name) => ({ email: `${name}@northwind.example` })),
);

export const anySession: fc.Arbitrary<SessionObservation> = fc.record({
  kind: fc.constant("session" as const),
  product: fc.constantFrom("meetings", "meetings", "meetings", "webinars" as const),
  key: sessionKey,
  host: sessionHost,
  title: maybe(text),
  startAt: maybe(instant),
  endAt: maybe(instant),
  numberMark: maybe(fc.constantFrom("mark-of-one-number", "mark-of-another")),
  observedAt: instant,
  source,
});

export const anySessionDeletion: fc.Arbitrary<SessionDeletion> = fc.record({
  kind: fc.constant("sessionDeletion" as const),
  product: fc.constantFrom("meetings", "webinars" as const),
  key: sessionKey,
  host: sessionHost,
  at: instant,
});

export const anyCallLeg: fc.Arbitrary<CallLegObservation> = fc.record({
  kind: fc.constant("callLeg" as const),
  callKey: fc.constantFrom("20260302-call-1", "20260302-call-2"),
  legKey: fc.constantFrom("leg-1", "leg-2", "leg-3", "account"),
  zoomUser: fc.oneof(
    who.map((zoomUserId) => ({ zoomUserId })),
    fc.constantFrom("ines", "tom", "guest", "nobody").map((name) => ({ extensionId: `ext-${name}`, email: null })),
    fc.constant({ extensionId: null, email: "tom@northwind.example" }),
  ),
  direction: fc.constantFrom("incoming", "outgoing" as const),
  callerIdName: maybe(text),
  callerIdHidden: fc.boolean(),
  startAt: instant,
  answerAt: maybe(instant),
  endAt: maybe(instant),
  result: fc.constantFrom(
    ...["answered", "connected", "no_answer", "voicemail", "canceled", "rejected", "busy", "overflowed", "call_failed"],
    "quantum_leap",
  ),
  resultReason: maybe(fc.constantFrom("answered_by_other", "pickup_by_other", "something_new")),
  event: maybe(fc.constantFrom("incoming", "ring_to_member", "direct_transfer", "warm_transfer_outgoing")),
  device: maybe(fc.constantFrom({ name: "MAC_Client", version: "6.4.1" }, { name: "AudioCodes405", version: null })),
  observedAt: instant,
  source,
});

export const anyCallDeletion: fc.Arbitrary<CallDeletion> = fc.record({
  kind: fc.constant("callDeletion" as const),
  zoomUserId: who,
  legKeys: fc.oneof(
    fc.constant("all" as const),
    fc.uniqueArray(fc.constantFrom("leg-1", "leg-2", "leg-3", "leg-9"), { maxLength: 3 }),
  ),
  beforeAt: instant,
});

export const anyObservation: fc.Arbitrary<Observation> = fc.oneof(
  { weight: 10, arbitrary: anySession },
  { weight: 1, arbitrary: anySessionDeletion },
  { weight: 16, arbitrary: anyCallLeg },
  { weight: 2, arbitrary: anyCallDeletion },
);

/** The same observations again: in another order, some of them several times, cut into batches. */
export function retold<T>(items: readonly T[]): fc.Arbitrary<T[][]> {
  return fc
    .tuple(
      fc.shuffledSubarray([...items, ...items], { minLength: items.length }),
      fc.shuffledSubarray([...items], { minLength: items.length }),
      fc.integer({ min: 1, max: 7 }),
    )
    .map(([some, all, size]) => {
      const told = [...some, ...all];
      return Array.from({ length: Math.ceil(told.length / size) }, (_, n) => told.slice(n * size, (n + 1) * size));
    });
}

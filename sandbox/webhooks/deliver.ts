/**
 * Sends events as Zoom does: signed, three seconds to answer, repeated 5, 20 and 60 minutes later after a 5xx, a silence
 * or no connection, never after a 3xx or 4xx. On request events are lost, doubled, or overtake each other.
 */
import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Faults } from "../faults.ts";
import type { SandboxSettings } from "../settings.ts";
import type { ZoomEvent } from "./events.ts";
import { signatureOf } from "./sign.ts";

const retryMinutes = [5, 20, 60];
const answerWithinMs = 3000;
const overtakingMs = 4000;
const keptDeliveries = 200;

export type Delivery = {
  at: string;
  event: string;
  accountId: string;
  /** 1 for the first try, up to 4. */
  attempt: number;
  /** What the app answered; "no answer", or "dropped on the way" when it was never sent. */
  outcome: string;
};

export type Deliverer = {
  /** Sends an event; repeats by itself. */
  send(event: ZoomEvent): void;
  /** Sends one request now and tells its answer; never repeated. */
  post(event: ZoomEvent): Promise<{ status: number; body: string } | null>;
  /** The last deliveries, newest first. */
  log(): readonly Delivery[];
  /** Resolves when nothing is on its way; waiting repeats do not count. */
  settled(): Promise<void>;
  stop(): void;
};

type Options = { settings: SandboxSettings; webhookUrl: () => string; faults: Faults; now: Clock };

export function makeDeliverer({ settings, webhookUrl, faults, now }: Options): Deliverer {
  const timers = new Set<NodeJS.Timeout>();
  const underway = new Set<Promise<void>>();
  const stopping = new AbortController();
  let deliveries: Delivery[] = [];

  function note(event: ZoomEvent, attempt: number, outcome: string): void {
    const accountId = String(event.payload.account_id ?? "");
    deliveries = [
      { at: new Date(now()).toISOString(), event: event.event, accountId, attempt, outcome },
      ...deliveries,
    ].slice(0, keptDeliveries);
  }
  function later(delayMs: number, run: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, delayMs);
    timers.add(timer);
  }

  type Prepared = { event: ZoomEvent; body: string; headers: Record<string, string> };

  function prepare(event: ZoomEvent): Prepared {
    const body = JSON.stringify(event);
    const timestamp = String(Math.floor(now() / 1000));
    return {
      event,
      body,
      headers: {
        // Written like this in Zoom's own example.
        "Content-Type": "application/json; charset=utf-8",
        "x-zm-request-timestamp": timestamp,
        "x-zm-signature": signatureOf(settings.webhookSecret, timestamp, body),
        "x-zm-request-id": randomUUID(),
        "x-zm-trackingid": `WEB_${randomUUID().slice(0, 8)}`,
        clientid: settings.clientId,
      },
    };
  }

  async function request(prepared: Prepared): Promise<{ status: number; body: string } | null> {
    try {
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(answerWithinMs)]);
      const response = await fetch(webhookUrl(), {
        method: "POST",
        headers: prepared.headers,
        body: prepared.body,
        redirect: "manual",
        signal,
      });
      return { status: response.status, body: await response.text() };
    } catch {
      return null;
    }
  }

  function attempt(prepared: Prepared, count: number): void {
    const run = request(prepared).then((answer) => {
      if (stopping.signal.aborted) return;
      note(prepared.event, count, answer === null ? "no answer" : String(answer.status));
      const isTaken =
        answer !== null &&
        (count === 1 ? [200, 204].includes(answer.status) : answer.status >= 200 && answer.status < 300);
      const waitMinutes = retryMinutes[count - 1];
      if (isTaken || waitMinutes === undefined || (answer !== null && answer.status < 500)) return;
      // The same bytes, stamp and id: nobody documents that Zoom stamps a repeat anew.
      later((waitMinutes * 60_000) / settings.speed, () => attempt(prepared, count + 1));
    });
    const tracked = run.finally(() => underway.delete(tracked));
    underway.add(tracked);
  }

  return {
    send(event) {
      if (faults.dropsWebhooks) return note(event, 1, "dropped on the way");
      const prepared = prepare(event);
      const wait = () => (faults.reordersWebhooks ? (Math.random() * overtakingMs) / settings.speed : 0);
      const copies = faults.duplicatesWebhooks ? 2 : 1;
      for (let copy = 0; copy < copies; copy++) {
        const delayMs = wait();
        if (delayMs === 0) attempt(prepared, 1);
        else later(delayMs, () => attempt(prepared, 1));
      }
    },
    post: (event) => request(prepare(event)),
    log: () => deliveries,
    async settled() {
      while (underway.size > 0) await Promise.all(underway);
    },
    stop() {
      stopping.abort();
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

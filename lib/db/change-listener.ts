/**
 * Hears what changed in other processes: one connection that LISTENs, for everybody in this process. When it breaks it
 * comes back with growing pauses; what was announced meanwhile is lost, so subscribers are told of down and up and read
 * everything anew.
 */
import "server-only";
import pg from "pg";
import { z } from "zod";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { type Change, changeTopics } from "./change-types.ts";
import { CHANGE_CHANNEL } from "./changes.ts";

type Subscriber = {
  organisationId: string;
  onChange: (change: Change) => void;
  onState: ((isUp: boolean) => void) | undefined;
};

const messageSchema = z.object({ o: z.string(), t: z.enum(changeTopics), p: z.array(z.string()).optional() });

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** A connection that died without a word (a firewall, a lost machine) is found out by asking. */
const CHECK_MS = 20_000;

class ChangeListener {
  readonly #subscribers = new Set<Subscriber>();
  #client: pg.Client | null = null;
  #isUp = false;
  #pauseMs = FIRST_PAUSE_MS;
  #timer: NodeJS.Timeout | null = null;

  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber);
    if (this.#client === null && this.#timer === null) void this.#open();
    else if (this.#isUp) subscriber.onState?.(true);
    return () => {
      this.#subscribers.delete(subscriber);
      if (this.#subscribers.size === 0) this.#close();
    };
  }

  async #open(): Promise<void> {
    const client = new pg.Client({
      connectionString: env().DATABASE_URL,
      application_name: "worksights-listen",
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      keepAlive: true,
    });
    this.#client = client;
    client.on("notification", ({ payload }) => this.#pass(payload ?? ""));
    client.on("error", () => this.#lose(client));
    client.on("end", () => this.#lose(client));
    try {
      await client.connect();
      await client.query(`listen ${CHANGE_CHANNEL}`);
    } catch (error) {
      log.warn({ err: error, pauseMs: this.#pauseMs }, "The database can not be heard yet");
      this.#lose(client);
      return;
    }
    if (this.#client !== client) return;
    this.#pauseMs = FIRST_PAUSE_MS;
    this.#tellState(true);
    this.#check(client);
  }

  #check(client: pg.Client): void {
    this.#timer = setTimeout(async () => {
      try {
        await client.query("select 1");
        if (this.#client === client) this.#check(client);
      } catch {
        this.#lose(client);
      }
    }, CHECK_MS).unref();
  }

  #lose(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#close();
    if (this.#subscribers.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#open();
    }, this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }

  #close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const client = this.#client;
    this.#client = null;
    this.#tellState(false);
    void client?.end().catch(() => undefined);
  }

  #tellState(isUp: boolean): void {
    if (this.#isUp === isUp) return;
    this.#isUp = isUp;
    for (const { onState } of [...this.#subscribers]) onState?.(isUp);
  }

  #pass(payload: string): void {
    const parsed = messageSchema.safeParse(parseJson(payload));
    if (!parsed.success) return;
    const { o: organisationId, t: topic, p: personIds } = parsed.data;
    const change: Change = { topic, ...(personIds === undefined ? {} : { personIds }) };
    for (const subscriber of [...this.#subscribers]) {
      if (subscriber.organisationId === organisationId) subscriber.onChange(change);
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const kept = globalThis as { worksightsChangeListener?: ChangeListener };

/**
 * Calls `onChange` for every change of the organisation until the returned function is called. `onState` hears whether
 * changes can be heard at all: after a break, read everything anew. The first subscriber opens the connection, the last
 * one closes it.
 */
export function listenForChanges(
  organisationId: string,
  onChange: (change: Change) => void,
  onState?: (isUp: boolean) => void,
): () => void {
  kept.worksightsChangeListener ??= new ChangeListener();
  return kept.worksightsChangeListener.subscribe({ organisationId, onChange, onState });
}

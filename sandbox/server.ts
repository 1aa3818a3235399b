/** The local Zoom as one HTTP server: consent and tokens, REST below /v2, control at /, and people's calendars. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { answerCalendars } from "./calendars/answer-calendars.ts";
import type { Clock } from "./clock.ts";
import { makeCompany } from "./company/company.ts";
import { makeAccounts } from "./company/directory.ts";
import { largeUsers, makeLargeCompany } from "./company/large-company.ts";
import { roster } from "./company/roster.ts";
import { controlApi } from "./control/api.ts";
import { type Control, makeControl } from "./control/control.ts";
import { controlPage } from "./control/page.ts";
import type { World } from "./control/world.ts";
import { noFaults } from "./faults.ts";
import { type Answer, type Ask, html, json, readAsk, sendAnswer } from "./http/exchange.ts";
import { watchedKeys } from "./live/bustle.ts";
import { makePlayer } from "./live/player.ts";
import { showConsent, takeDecision } from "./oauth/authorize.ts";
import { makeGrants } from "./oauth/grants.ts";
import { answerRevoke, answerToken } from "./oauth/token.ts";
import { answerRest, makeRestDoor } from "./rest/answer-rest.ts";
import { defaultSettings, type SandboxSettings } from "./settings.ts";
import { restoreState, saveState } from "./state-file.ts";
import { makeDeliverer } from "./webhooks/deliver.ts";
import { makeValidator } from "./webhooks/validate.ts";

export type SandboxOptions = Partial<Omit<SandboxSettings, "startAt">> & {
  /** What time it is; the real time when absent. */
  now?: () => Date;
  /** Whether the present is played by itself; default true, except in a large company. */
  live?: boolean;
  /** Where state survives a restart; nowhere when absent. */
  stateFile?: string;
  /** How long after its end a session reaches the reports; default 45 s. */
  reportDelayMs?: number;
  /** `api_url` of the token answer; absent from it when absent here. "self" for the sandbox's own address. */
  apiUrl?: string;
};

export type Sandbox = { url: string; control: Control; close(): Promise<void> };

const saveEveryMs = 30_000;
const validateEveryMs = 5_000;

/** Starts a sandbox; port 0 takes a free one. Rejects with `code` "EADDRINUSE" when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const plain = { port: 0, startAt: null, latency: null, large: null } as const;
  const settings: SandboxSettings = { ...defaultSettings, ...plain, ...options };
  const now: Clock = options.now ? () => (options.now?.() ?? new Date()).getTime() : Date.now;
  const parts = buildParts(settings, now, options);
  const { world, save } = parts;
  const control = makeControl(world);
  const answerControl = controlApi(control);
  let apiUrl: string | null = options.apiUrl ?? null;

  async function route(ask: Ask): Promise<Answer> {
    const { path, method } = ask;
    if (path === "/" && method === "GET") return html(200, controlPage(world.accounts, settings));
    if (path.startsWith("/control/")) return answerControl(ask);
    if (path.startsWith("/calendars/") && method === "GET") return answerCalendars(world, ask);
    if (path === "/oauth/authorize") return method === "POST" ? takeDecision(world, ask) : showConsent(world, ask);
    if (world.faults.slowMs > 0) await wait(world.faults.slowMs);
    if (path === "/v2" || path.startsWith("/v2/")) {
      const answer = answerRest(parts.rest, ask);
      const { latency } = settings;
      if (latency !== null) await wait(latency.leastMs + Math.random() * (latency.mostMs - latency.leastMs));
      return answer;
    }
    if (method === "POST" && (path === "/oauth/token" || path === "/oauth/revoke")) {
      if (world.faults.isBroken) return html(503, "<html><body><h1>503 Service Unavailable</h1></body></html>");
      const answer = path === "/oauth/token" ? answerToken({ ...world, apiUrl }, ask) : answerRevoke(world, ask);
      save();
      return answer;
    }
    return json(404, { code: 2300, message: "Not found." });
  }

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      const ask = await readAsk(request);
      sendAnswer(response, ask === null ? json(413, { code: 413, message: "Too large." }) : await route(ask));
    } catch (error) {
      console.error("The sandbox failed to answer:", error);
      if (!response.headersSent) sendAnswer(response, json(500, { code: 500, message: "The sandbox itself failed." }));
      else response.end();
    }
  };

  const server = await listen(handle, "127.0.0.1", settings.port);
  const { port } = server.address() as AddressInfo;
  // "localhost" means ::1 to some browsers; a machine without IPv6 does without.
  const second = await listen(handle, "::1", port).catch(() => null);
  const url = `http://127.0.0.1:${port}`;
  if (apiUrl === "self") apiUrl = url;
  if (isLive(settings, options)) world.player.start();
  const validate = makeValidator({
    deliverer: world.deliverer,
    now,
    secret: settings.webhookSecret,
    isConnected: () => world.grants.list().length > 0,
    isLosing: () => world.faults.dropsWebhooks,
  });
  const validating = (options.live ?? true) ? setInterval(validate, validateEveryMs) : undefined;
  validating?.unref();
  const saving = setInterval(save, saveEveryMs);
  saving.unref();

  return {
    url,
    control,
    async close() {
      clearInterval(saving);
      clearInterval(validating);
      world.player.stop();
      world.deliverer.stop();
      save();
      await Promise.all([server, second].map((one) => (one === null ? null : closeServer(one))));
    },
  };
}

const isLive = ({ large }: SandboxSettings, { live = large === null }: SandboxOptions) => live;

function buildParts(settings: SandboxSettings, now: Clock, options: SandboxOptions) {
  const { large, seed } = settings;
  const accounts = makeAccounts(large && largeUsers(large));
  const companies = new Map(
    accounts.map((account) => [
      account.id,
      large !== null && account.key === "main"
        ? makeLargeCompany(seed, account, large, now())
        : makeCompany(seed, account),
    ]),
  );
  const faults = noFaults();
  const grants = makeGrants(now, () => faults.keepsOldTokens);
  const webhook = { url: settings.webhookUrl };
  const deliverer = makeDeliverer({ settings, webhookUrl: () => webhook.url, faults, now });
  const player = makePlayer({
    seed: settings.seed,
    now,
    companies,
    grants,
    deliverer,
    watched: watchedKeys(roster),
    hasBustle: isLive(settings, options),
  });
  const reportDelayMs = options.reportDelayMs ?? 45_000;
  const rest = makeRestDoor({ grants, companies, faults, now, reportDelayMs }, settings.otherProgramShare);
  const kept = { seed: settings.seed, grants, player, companies };
  // A large company is for one measure: it has nothing to remember.
  const stateFile = large === null ? options.stateFile : undefined;
  const save = () => {
    if (stateFile !== undefined) saveState(stateFile, kept);
  };
  if (stateFile !== undefined) restoreState(stateFile, kept);
  const world: World = {
    settings,
    now,
    accounts,
    companies,
    grants,
    faults,
    deliverer,
    player,
    rate: rest.rate,
    webhook,
    save,
  };
  return { world, rest, save };
}

function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  host: string,
  port: number,
): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((request, response) => void handle(request, response));
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

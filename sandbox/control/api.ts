/** `POST /control/<action>` with JSON, `GET /control/state`. Every answer has one line for a person. */
import { z } from "zod";
import { type Answer, type Ask, json } from "../http/exchange.ts";
import type { Control } from "./control.ts";
import { ControlRefusal } from "./world.ts";

const text = z.string().trim().optional();
const given = z.string().trim().min(1);
const person = { person: given, account: text };

/** Where only one person is meant, they may be named by their e-mail alone. */
function byPerson<S extends z.ZodType>(schema: S) {
  return z.preprocess((input) => {
    if (typeof input !== "object" || input === null || "person" in input || !("email" in input)) return input;
    return { ...input, person: input.email };
  }, schema);
}

const session = z.object({
  ...person,
  topic: text,
  startAt: text,
  endAt: text,
  participants: z.number().int().min(1).optional(),
  uuid: text,
  isAnnounced: z.boolean().optional(),
});

const faults = z
  .object({
    isStorm: z.boolean(),
    hasOtherProgram: z.boolean(),
    isBroken: z.boolean(),
    slowMs: z.number().int().min(0).max(60_000),
    dropsWebhooks: z.boolean(),
    duplicatesWebhooks: z.boolean(),
    reordersWebhooks: z.boolean(),
    refusesReports: z.boolean(),
    refusesPhone: z.boolean(),
    keepsOldTokens: z.boolean(),
  })
  .partial();

const schemas = {
  "start-meeting": byPerson(session),
  "host-webinar": byPerson(session),
  "end-session": byPerson(
    z.object({
      uuid: text,
      person: text,
      account: text,
      endAt: text,
      isAnnounced: z.boolean().optional(),
    }),
  ),
  "place-call": byPerson(
    z.object({
      ...person,
      direction: z.enum(["incoming", "outgoing"]).optional(),
      name: text,
      colleague: text,
      isHidden: z.boolean().optional(),
      isMissed: z.boolean().optional(),
      seconds: z.number().int().min(1).max(14_400).optional(),
      startAt: text,
      isAnnounced: z.boolean().optional(),
    }),
  ),
  "delete-call": byPerson(z.object({ ...person, uuid: text })),
  "change-email": z.object({ ...person, email: given }),
  "change-status": z.object({ ...person, change: z.enum(["deactivated", "activated", "deleted", "disassociated"]) }),
  "add-user": z.object({ name: given, email: given, account: text }),
  "revoke-app": z.object({ account: text }),
  "break-token": z.object({ account: text }),
  "expire-token": z.object({ account: text }),
  "set-faults": faults,
  "validate-url": z.object({ url: text }),
} as const;

/** An action as something that takes anything and checks it first. */
function door<S extends z.ZodType>(schema: S, action: (request: z.output<S>) => object | Promise<object>) {
  return async (input: unknown): Promise<Answer> => {
    const parsed = schema.safeParse(input);
    if (parsed.success) return json(200, await action(parsed.data));
    const issue = parsed.error.issues[0];
    throw new ControlRefusal(`${issue?.path.join(".") || "The request"}: ${issue?.message ?? "is wrong"}`);
  };
}

/** The JSON API over a control. */
export function controlApi(control: Control): (ask: Ask) => Promise<Answer> {
  const doors: Record<string, (input: unknown) => Promise<Answer>> = {
    "start-meeting": door(schemas["start-meeting"], (request) => control.startSession({ ...request, kind: "meeting" })),
    "host-webinar": door(schemas["host-webinar"], (request) => control.startSession({ ...request, kind: "webinar" })),
    "end-session": door(schemas["end-session"], control.endSession),
    "place-call": door(schemas["place-call"], control.placeCall),
    "delete-call": door(schemas["delete-call"], control.deleteCall),
    "change-email": door(schemas["change-email"], control.changeEmail),
    "change-status": door(schemas["change-status"], control.changeStatus),
    "add-user": door(schemas["add-user"], control.addUser),
    "revoke-app": door(schemas["revoke-app"], control.revokeApp),
    "break-token": door(schemas["break-token"], control.breakToken),
    "expire-token": door(schemas["expire-token"], control.expireToken),
    "set-faults": door(schemas["set-faults"], (request) => control.setFaults(withoutGaps(request))),
    "validate-url": door(schemas["validate-url"], control.validateUrl),
  };
  return async (ask) => {
    const name = ask.path.replace(/^\/control\//, "");
    if (ask.method === "GET" && name === "state") return json(200, control.state());
    const found = ask.method === "POST" && Object.hasOwn(doors, name) ? doors[name] : undefined;
    if (found === undefined)
      return json(404, {
        ok: false,
        line: `There is no control "${name}". There are: ${Object.keys(doors).join(", ")}.`,
      });
    try {
      const body = ask.body.toString();
      return await found(body === "" ? {} : JSON.parse(body));
    } catch (error) {
      if (error instanceof ControlRefusal) return json(400, { ok: false, line: error.message });
      if (error instanceof SyntaxError) return json(400, { ok: false, line: "The request is no JSON." });
      throw error;
    }
  };
}

/** Leaves out what was not given, so that it is not set to nothing. */
function withoutGaps<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

import { isValidElement, type ReactNode } from "react";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { NotAllowed } from "#components/ui/not-allowed.tsx";
import { may, type Role, roles } from "#lib/access/permissions.ts";
import { actionDoors, type Door, pageDoors, routeDoors } from "#lib/access/route-table.ts";
import type { ActionOutcome, Viewer } from "#lib/access/viewer-types.ts";
import { addOrganisation, addTestPerson, cookieFor } from "../test/sign-in-as.ts";
import { useTestDatabase } from "../test/use-test-database.ts";

useTestDatabase();

/** What the browser of the one who asks would send; Next keeps it to itself outside of a request. */
const browser = vi.hoisted(() => ({ cookie: "" }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => {
      const value = browser.cookie.startsWith(`${name}=`) ? browser.cookie.slice(name.length + 1) : undefined;
      return value === undefined ? undefined : { name, value };
    },
    getAll: () => [],
  }),
  headers: async () => new Headers({ cookie: browser.cookie, host: "localhost:3000" }),
}));

type Asking = Role | "nobody";
const askings: readonly Asking[] = [...roles, "nobody"];
const viewers = new Map<Asking, Viewer>();
const cookies = new Map<Asking, string>();

beforeAll(async () => {
  const organisationId = await addOrganisation();
  for (const role of roles) {
    const viewer = await addTestPerson(organisationId, { role });
    viewers.set(role, viewer);
    cookies.set(role, await cookieFor(viewer));
  }
});

const mayEnter = (asking: Asking, door: Exclude<Door, object>) => asking !== "nobody" && may(asking, door);
const load = (path: string) => import(/* @vite-ignore */ `../${path}`) as Promise<Record<string, unknown>>;

function cells(table: Record<string, Record<string, Door>>) {
  return Object.entries(table).flatMap(([path, row]) =>
    Object.entries(row).flatMap(([name, door]) =>
      typeof door === "string" ? askings.map((asking) => ({ path, name, door, asking })) : [],
    ),
  );
}

describe("route handlers", () => {
  type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>;

  it.each(cells(routeDoors))("$name $path for $asking", async ({ path, name, door, asking }) => {
    const handler = (await load(path))[name] as Handler;
    const url = `http://localhost:3000${path.replace(/^app/, "").replace(/\/route\.ts$/, "")}`;
    const headers = { cookie: cookies.get(asking) ?? "", "sec-fetch-site": "same-origin" };
    const stop = new AbortController();
    const request = new Request(url, { method: name, headers, signal: stop.signal });
    const response = await handler(request, { params: Promise.resolve({}) });
    stop.abort();
    await response.body?.cancel().catch(() => undefined);
    if (asking === "nobody") expect(response.status).toBe(401);
    else if (mayEnter(asking, door)) expect([401, 403, 500]).not.toContain(response.status);
    else expect(response.status).toBe(403);
  });

  it.each(Object.entries(routeDoors).filter(([, row]) => typeof row.POST === "string"))(
    "POST %s from another site is refused to everyone",
    async (path) => {
      const handler = (await load(path)).POST as Handler;
      const headers = { cookie: cookies.get("owner") ?? "", "sec-fetch-site": "cross-site" };
      const request = new Request("http://localhost:3000/", { method: "POST", headers });
      expect((await handler(request, { params: Promise.resolve({}) })).status).toBe(403);
    },
  );
});

describe("server actions", () => {
  type Action = (input: unknown) => Promise<ActionOutcome<unknown>>;

  it.each(cells(actionDoors))("$name of $path for $asking", async ({ path, name, door, asking }) => {
    browser.cookie = cookies.get(asking) ?? "";
    const outcome = await ((await load(path))[name] as Action)({});
    const code = outcome.kind === "refused" ? outcome.code : "done";
    if (asking === "nobody") expect(code).toBe("not-signed-in");
    // The input is wrong on purpose: whoever may enter is told so, and nothing is changed.
    else expect(code).toBe(mayEnter(asking, door) ? "invalid" : "not-allowed");
  });
});

describe("pages", () => {
  type Page = (props: { params: Promise<object>; searchParams: Promise<object> }) => Promise<ReactNode>;
  const rows = cells(Object.fromEntries(Object.entries(pageDoors).map(([path, door]) => [path, { default: door }])));

  it.each(rows)(
    "$path for $asking",
    async ({ path, door, asking }) => {
      browser.cookie = cookies.get(asking) ?? "";
      const page = (await load(path)).default as Page;
      const params = { personId: viewers.get(asking)?.personId ?? crypto.randomUUID() };
      const drawn = page({ params: Promise.resolve(params), searchParams: Promise.resolve({}) });
      if (asking === "nobody") {
        await expect(drawn).rejects.toMatchObject({ digest: expect.stringMatching(/^NEXT_REDIRECT;.*\/signin/) });
      } else expect(isRefusal(await drawn)).toBe(!mayEnter(asking, door));
    },
    30_000,
  );
});

/** Whether a page draws the face for those who may not, or nothing because its layout draws that face. */
function isRefusal(node: ReactNode): boolean {
  if (node === null) return true;
  if (Array.isArray(node)) return node.some(isRefusal);
  if (!isValidElement<{ children?: ReactNode }>(node)) return false;
  const { children } = node.props;
  return node.type === NotAllowed || (children !== null && isRefusal(children));
}

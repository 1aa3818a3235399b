/**
 * Every door of the app with who may enter: pages, route handlers and server actions, by file and export. A test walks
 * `app/` and fails on a door without a row, another tries each door with each role.
 */
import type { Permission } from "./permissions.ts";

/** What a door asks for: a permission, or nothing, with the reason why that is right. */
export type Door = Permission | { public: string };

/** Pages by file. */
export const pageDoors: Record<string, Door> = {
  "app/page.tsx": { public: "only leads on: to the timeline, to the sign-in or to the set-up" },
  "app/(auth)/signin/page.tsx": { public: "where people sign in" },
  "app/(auth)/setup/page.tsx": {
    public: "the first run; guarded by a one-time code, closed once an organisation exists",
  },
  "app/(auth)/join/[token]/page.tsx": { public: "guarded by the one-time link itself" },
  "app/(app)/timeline/page.tsx": "timeline.view",
  "app/(app)/timeline/[personId]/page.tsx": "timeline.view",
  "app/(print)/timeline/print/page.tsx": "timeline.view",
  "app/(app)/insights/page.tsx": "timeline.view",
  "app/(app)/insights/[personId]/page.tsx": "timeline.view",
  "app/(app)/people/page.tsx": "people.view",
  "app/(app)/calendars/page.tsx": "calendars.own",
  "app/(app)/calendars/[personId]/page.tsx": "people.manage",
  "app/(app)/services/page.tsx": "services.view",
  "app/(app)/services/zoom/page.tsx": "zoom.connect",
  "app/(app)/integrations/zoom/page.tsx": { public: "only leads on to the overview" },
  "app/(app)/integrations/zoom/overview/page.tsx": "zoom.view",
  "app/(app)/integrations/zoom/users/page.tsx": "zoom.view",
  "app/(app)/integrations/zoom/features/page.tsx": "zoom.view",
  "app/(app)/integrations/zoom/connections/page.tsx": "zoom.view",
  "app/(app)/help/page.tsx": "help.view",
  "app/(app)/help/timeline/page.tsx": "help.view",
  "app/(app)/help/zoom-setup/page.tsx": "help.view",
};

/** Route handlers by file and method. */
export const routeDoors: Record<string, Record<string, Door>> = {
  "app/api/auth/[...nextauth]/route.ts": {
    GET: { public: "next-auth: sign-in, its callbacks, sign-out" },
    POST: { public: "next-auth; carries its own forgery token" },
  },
  "app/api/health/route.ts": { GET: { public: "for load balancers; says up or not" } },
  "app/api/metrics/route.ts": { GET: { public: "for the metrics collector; counts only" } },
  "app/api/live/route.ts": { GET: "timeline.view" },
  "app/api/timeline/route.ts": { GET: "timeline.view" },
  "app/api/timeline/export/route.ts": { GET: "timeline.view" },
  "app/api/insights/route.ts": { GET: "timeline.view" },
  "app/api/calendars/file/route.ts": { POST: "calendars.own" },
  "app/api/zoom/webhook/route.ts": { POST: { public: "Zoom's deliveries; guarded by their signature" } },
  "app/api/zoom/connect/route.ts": { GET: "zoom.connect", POST: "zoom.connect" },
  "app/api/zoom/callback/route.ts": { GET: "zoom.connect" },
  "app/api/zoom/header/route.ts": { GET: "zoom.view" },
  "app/api/zoom/overview/route.ts": { GET: "zoom.view" },
  "app/api/zoom/users/route.ts": { GET: "zoom.view" },
  "app/api/zoom/features/route.ts": { GET: "zoom.view" },
  "app/api/zoom/connections/route.ts": { GET: "zoom.view" },
  "app/api/zoom/mapped-people/route.ts": { GET: "zoom.view" },
  "app/api/zoom/person-choices/route.ts": { GET: "zoom.map" },
  "app/api/zoom/zoom-user-choices/route.ts": { GET: "zoom.map" },
};

/** Server actions by file and name. */
export const actionDoors: Record<string, Record<string, Door>> = {
  "app/(auth)/setup/actions.ts": { setUp: { public: "guarded by the one-time code, throttled" } },
  "app/(auth)/join/[token]/actions.ts": { join: { public: "guarded by the one-time link, throttled" } },
  "app/(app)/account-actions.ts": { savePreferences: "timeline.view" },
  "app/(app)/people/actions.ts": {
    add: "people.manage",
    edit: "people.manage",
    deactivate: "people.manage",
    reactivate: "people.manage",
    invite: "people.manage",
    findManagers: "people.manage",
    previewImport: "people.manage",
    applyImport: "people.manage",
  },
  "app/(app)/calendars/actions.ts": {
    addAddress: "calendars.own",
    rename: "calendars.own",
    replaceAddress: "calendars.own",
    remove: "calendars.own",
    readNow: "calendars.own",
  },
  "app/(app)/integrations/zoom/users/actions.ts": {
    mapAction: "zoom.map",
    unmapAction: "zoom.map",
    ignoreAction: "zoom.map",
    includeAction: "zoom.map",
    importAction: "zoom.map",
  },
  "app/(app)/integrations/zoom/features/actions.ts": {
    setVisibleAction: "zoom.features",
    setReceivingAction: "zoom.features",
  },
  "app/(app)/integrations/zoom/connection-actions.ts": {
    renameConnectionAction: "zoom.manage",
    setPlanAction: "zoom.manage",
    setRateShareAction: "zoom.manage",
    setPausedAction: "zoom.manage",
    importAgainAction: "zoom.map",
    readAgainAction: "zoom.manage",
    setAfterRemovalAction: "zoom.manage",
    disconnectAction: "zoom.connect",
    reassignOwnerAction: "zoom.manage",
  },
};

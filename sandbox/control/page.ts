/** The control page: make something happen at "Zoom", or go wrong. */
import type { ZoomAccount } from "../company/directory.ts";
import { escapeHtml } from "../http/exchange.ts";
import { page } from "../http/page.ts";
import type { SandboxSettings } from "../settings.ts";
import { controlScript } from "./page-script.ts";

type Field = { name: string; label: string; kind: "person" | "text" | "email" | "number"; value?: string };

function fieldHtml(field: Field): string {
  const list = field.kind === "person" ? ' list="people" autocomplete="off"' : "";
  const type = field.kind === "person" ? "text" : field.kind;
  return `<label>${escapeHtml(field.label)}<input type="${type}" name="${field.name}" value="${escapeHtml(field.value ?? "")}"${list}></label>`;
}

function form(title: string, fields: Field[], buttons: [action: string, label: string, extra?: object][]): string {
  const rows = fields.map(fieldHtml).join("");
  const actions = buttons
    .map(
      ([action, label, extra]) =>
        `<button class="small" data-action="${action}" data-extra="${escapeHtml(JSON.stringify(extra ?? {}))}">${escapeHtml(label)}</button>`,
    )
    .join("");
  return `<form class="part stack"><h2>${escapeHtml(title)}</h2><div class="row">${rows}</div><div class="row">${actions}</div></form>`;
}

const switches: readonly [name: string, label: string][] = [
  ["isStorm", "429 storm"],
  ["hasOtherProgram", "Another program uses half of the limit"],
  ["isBroken", "Answer 503"],
  ["dropsWebhooks", "Lose events"],
  ["duplicatesWebhooks", "Send events twice"],
  ["reordersWebhooks", "Let events overtake each other"],
  ["refusesReports", "Admin may not read reports"],
  ["refusesPhone", "Admin may not read calls"],
  ["keepsOldTokens", "Used refresh tokens work on"],
];

const person: Field = { name: "person", label: "Person", kind: "person", value: "amara-okafor" };

/** Where "Add" in the Marketplace leads: the app is asked for without any state of its own. */
function marketplaceAdd({ clientId, redirectUris }: SandboxSettings): string {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUris[0] ?? "",
  });
  return `/oauth/authorize?${query}`;
}

/** The page. What changes on it is filled in by its script from `/control/state`. */
export function controlPage(accounts: readonly ZoomAccount[], settings: SandboxSettings): string {
  const people = accounts
    .flatMap((account) => account.users.filter((user) => user.id !== null && account.key === "main"))
    .map((user) => `<option value="${escapeHtml(user.key)}">${escapeHtml(user.displayName)}</option>`)
    .join("");
  const boxes = switches
    .map(([name, label]) => `<label class="choice"><input type="checkbox" data-fault="${name}">${label}</label>`)
    .join("");
  const accountOptions = accounts
    .map((account) => `<option value="${account.key}">${escapeHtml(account.name)}</option>`)
    .join("");
  return page(
    "Zoom stand-in, control",
    `<div class="row"><div><h1>Zoom stand-in</h1><p class="lede">Make something happen at Zoom, and watch the app.</p></div><span class="push subtle" data-now></span></div>
    <p class="card part" role="status" aria-live="polite" data-line style="margin:16px 0">Nothing done yet.</p>
    <datalist id="people">${people}</datalist>
    <div class="grid" style="display:grid;grid-template-columns:repeat(auto-fit,minmax(340px,1fr));gap:16px;align-items:start">
      <section class="card">
        ${form(
          "Meetings and webinars",
          [person, { name: "topic", label: "Title", kind: "text", value: "Weekly planning" }],
          [
            ["start-meeting", "Start meeting"],
            ["host-webinar", "Host webinar"],
            ["end-session", "End it"],
          ],
        )}
        ${form(
          "Calls",
          [
            person,
            { name: "name", label: "Other side", kind: "text", value: "HEXA SUPPLIES" },
            { name: "seconds", label: "Seconds", kind: "number", value: "180" },
          ],
          [
            ["place-call", "Incoming call", { direction: "incoming" }],
            ["place-call", "Outgoing call", { direction: "outgoing" }],
            ["place-call", "Hidden caller", { direction: "incoming", isHidden: true }],
            ["place-call", "Missed call", { direction: "incoming", isMissed: true, seconds: 20 }],
            ["delete-call", "Delete the last call"],
          ],
        )}
        ${form(
          "Users",
          [person, { name: "email", label: "New e-mail", kind: "email", value: "amara.o@halden.example" }],
          [
            ["change-email", "Change e-mail"],
            ["change-status", "Deactivate", { change: "deactivated" }],
            ["change-status", "Activate", { change: "activated" }],
          ],
        )}
      </section>
      <section class="card">
        <form class="part stack"><h2>The app's access</h2><div class="row"><label>Account<select name="account">${accountOptions}</select></label></div>
          <div class="row"><button class="small" data-action="revoke-app" data-extra="{}">Remove the app</button><button class="small" data-action="break-token" data-extra="{}">Break the token</button>
          <button class="small" data-action="expire-token" data-extra="{}">Expire the token</button></div>
          <p class="subtle"><a href="${escapeHtml(marketplaceAdd(settings))}">Add the app from the Marketplace</a>, as somebody does who did not start in the app.</p></form>
        <form class="part stack"><h2>Webhook address</h2><div class="row"><label style="flex:1">Address<input type="text" name="url" data-url></label></div>
          <div class="row"><button class="small" data-action="validate-url" data-extra="{}">Send url validation</button></div></form>
        <div class="part stack"><h2>What can go wrong</h2><div>${boxes}</div>
          <label>Slow answers<select data-slow><option value="0">No</option><option value="2000">2 seconds</option><option value="10000">10 seconds</option></select></label></div>
      </section>
      <section class="card"><div class="part stack"><h2>Accounts</h2><div data-accounts class="stack" style="gap:4px"></div></div>
        <div class="part stack"><h2>Events sent</h2><div data-deliveries class="stack" style="gap:4px"></div></div></section>
    </div>`,
    { isWide: true, script: controlScript },
  );
}

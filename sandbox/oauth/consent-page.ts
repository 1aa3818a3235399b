/** What the person sees at "Zoom": the question, and the ways in which Zoom refuses. */
import type { ZoomAccount } from "../company/directory.ts";
import { findUser } from "../company/directory.ts";
import { escapeHtml } from "../http/exchange.ts";
import { page } from "../http/page.ts";
import { appScopes } from "./scopes.ts";

/** The question of the authorize request, carried through the form. */
export type AuthorizeFields = Record<string, string>;

export const appName = "WorkSights";

function hiddenFields(fields: AuthorizeFields): string {
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join("");
}

function accountChoice(account: ZoomAccount, isFirst: boolean): string {
  const admin = findUser(account, account.adminKey);
  const size = `${account.users.length} users, ${account.plan === "business" ? "Business" : "Pro"} plan, ${account.hasPhone ? "with" : "no"} Zoom Phone`;
  return `<label class="choice"><input type="radio" name="account" value="${account.key}"${isFirst ? " checked" : ""}>
    <span>${escapeHtml(account.name)}<br><span class="subtle">${escapeHtml(admin?.displayName ?? "")}, ${escapeHtml(admin?.email ?? "")} · ${size}</span></span></label>`;
}

/** Zoom's question, with the quiet section in which every refusal can be tried. */
export function consentPage(accounts: readonly ZoomAccount[], fields: AuthorizeFields, backHost: string): string {
  const scopes = Object.entries(appScopes)
    .map(([name, meaning]) => `<li><span>${escapeHtml(meaning)}<br><code>${name}</code></span></li>`)
    .join("");
  const options = Object.keys(appScopes)
    .map((name) => `<option value="${name}">${name}</option>`)
    .join("");
  return page(
    `Allow ${appName}? · Zoom stand-in`,
    `<form class="card" method="post" action="/oauth/authorize">${hiddenFields(fields)}
      <div class="part"><span class="badge">Zoom stand-in</span>
        <h1 style="margin-top:10px">${appName} asks for access to your Zoom account</h1>
        <p class="lede">You are signed in as an account admin. ${appName} will be added for the whole account. Afterwards you go back to ${escapeHtml(backHost)}.</p></div>
      <div class="part"><h2>Zoom account</h2>${accounts.map((account, index) => accountChoice(account, index === 0)).join("")}</div>
      <div class="part"><details><summary>What ${appName} may do: ${Object.keys(appScopes).length} permissions, all read-only</summary><ul class="plain">${scopes}</ul></details></div>
      <div class="part row"><button class="primary" name="decision" value="allow">Allow</button><button name="decision" value="decline">Decline</button></div>
      <div class="part"><details><summary>Try what can go wrong</summary><div class="stack">
        <div class="row"><button class="small" name="decision" value="blocked">Blocked until an admin pre-approves</button>
          <button class="small" name="decision" value="not-admin">Not an admin</button>
          <button class="small" name="decision" value="stay">Decline and stay here</button></div>
        <div class="row"><label>Allow without one permission<select name="withoutScope">${options}</select></label>
          <button class="small" name="decision" value="allow-without" style="align-self:end">Allow with a scope missing</button></div>
        <p class="subtle">A real Zoom shows its refusals on its own pages and does not send anybody back to the app.</p></div></details></div>
    </form>`,
  );
}

/** A page on which the way ends at Zoom. `appUrl` is where the person came from; null when that is not known. */
export function refusalPage(title: string, sentence: string, next: string, appUrl: string | null): string {
  const link =
    appUrl === null
      ? ""
      : `<div class="part"><a class="button" href="${escapeHtml(appUrl)}">Go to ${appName}</a></div>`;
  return page(
    `${title} · Zoom stand-in`,
    `<div class="card"><div class="part"><span class="badge">Zoom stand-in</span><h1 style="margin-top:10px">${escapeHtml(title)}</h1>
      <p class="lede">${escapeHtml(sentence)}</p></div><div class="part muted">${escapeHtml(next)}</div>${link}</div>`,
  );
}

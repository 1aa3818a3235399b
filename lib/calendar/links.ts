/**
 * Where an event is held, by the links in it. A link is believed by its host, whole and from the right, and by a path
 * that leads into a meeting: look-alikes, dial-in pages and recordings are none. Only the provider and the Zoom number
 * leave this file; the texts stay behind.
 */
import "server-only";
import type { ConferencingProvider } from "#lib/timeline/timeline-types.ts";

export type Conference = { provider: ConferencingProvider | null; zoomNumber: string | null };

type Kind = { provider: ConferencingProvider; hosts: readonly string[]; path: RegExp };

const kinds: readonly Kind[] = [
  {
    provider: "zoom",
    hosts: ["zoom.us", "zoom.com", "zoomgov.com", "zoom.com.cn"],
    path: /^\/(?:(?:j|w|s|wc|wc\/join)\/\d|my\/[^/]|join\b)/i,
  },
  {
    provider: "teams",
    hosts: ["teams.microsoft.com", "teams.live.com", "teams.microsoft.us", "teams.cloud.microsoft"],
    path: /^\/(?:l\/meetup-join|l\/meeting|meet)\//i,
  },
  { provider: "meet", hosts: ["meet.google.com"], path: /^\/(?:[a-z]{3}-|lookup\/|_meet\/)/i },
  {
    provider: "other",
    hosts: [
      ...["webex.com", "goto.com", "gotomeeting.com", "gotomeet.me", "gotowebinar.com", "whereby.com", "meet.jit.si"],
      ...["bluejeans.com", "v.ringcentral.com", "chime.aws", "join.skype.com", "meet.lync.com", "8x8.vc"],
    ],
    path: /^\/[^/]/,
  },
];

/** Services that wrap links, and the parameter that has the real one. */
const wrappers: readonly { host: string; path: RegExp; parameter: string }[] = [
  { host: "safelinks.protection.outlook.com", path: /^\//, parameter: "url" },
  { host: "google.com", path: /^\/url$/, parameter: "q" },
  { host: "statics.teams.cdn.office.net", path: /^\/evergreen-assets\/safelinks\//, parameter: "url" },
];
const MOST_WRAPPERS = 3;

const LINK =
  /\b(?:[a-z][a-z0-9+.-]{1,15}:\/\/)?(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,12}(?::\d{1,5})?[/?][^\s<>"'\\^`{|}]*/gi;
const ENCODED_LINK = /\bhttps?%3a%2f%2f[^\s<>"'&]*/gi;
const SPOKEN_NUMBER = /\bmeeting[ -]?id\s*:?\s*(\d(?:[\s\u00a0-]?\d){8,11})\b/i;
const TEXT_LIMIT = 50_000;

/** Reads the texts of an event, the most telling first. The first that leads into a meeting decides. */
export function findConference(texts: readonly string[]): Conference {
  for (const text of texts) {
    const found = linksOf(text)
      .map(readLink)
      .find((one) => one !== null);
    if (found === undefined || found === null) continue;
    if (found.provider !== "zoom" || found.zoomNumber !== null) return found;
    // A personal link has no number, but the invitation says it.
    const spoken = texts
      .map((one) => SPOKEN_NUMBER.exec(one.slice(0, TEXT_LIMIT))?.[1])
      .find((one) => one !== undefined);
    return { provider: "zoom", zoomNumber: spoken?.replace(/\D/g, "") ?? null };
  }
  return { provider: null, zoomNumber: null };
}

/** The text without links of any kind, for titles. */
export function withoutLinks(text: string): string {
  return text
    .replace(/\b[a-z][a-z0-9+.-]{1,15}:\/\/\S+/gi, "")
    .replace(LINK, (link) => (readLink(link) === null ? link : ""));
}

function linksOf(text: string): string[] {
  const plain = text.slice(0, TEXT_LIMIT).replace(/&amp;/gi, "&");
  // One in the query of another link is that link's business.
  const encoded = (plain.replace(LINK, " ").match(ENCODED_LINK) ?? []).map(decoded);
  return [...(plain.match(LINK) ?? []), ...encoded];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readLink(link: string, depth = 0): Conference | null {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(link) ? link : `https://${link}`);
  if (url === null || url.username !== "") return null;
  const host = url.hostname.toLowerCase().replace(/\.$/, "");
  const path = decoded(url.pathname);
  const isOf = (name: string) => host === name || host.endsWith(`.${name}`);
  const wrapper = wrappers.find((one) => isOf(one.host) && one.path.test(path));
  const inner = wrapper === undefined ? proofpointLink(host, url) : url.searchParams.get(wrapper.parameter);
  if (inner !== null) return depth < MOST_WRAPPERS ? readLink(inner, depth + 1) : null;
  const kind = kinds.find((one) => one.hosts.some(isOf) && one.path.test(path));
  if (kind === undefined) return null;
  if (kind.provider !== "zoom") return { provider: kind.provider, zoomNumber: null };
  const number =
    /^\/(?:j|w|s|wc|wc\/join)\/(\d[\d -]{7,14}\d)(?!\d)/i.exec(path)?.[1] ??
    /^\d{9,12}$/.exec(url.searchParams.get("confno") ?? "")?.[0];
  return { provider: "zoom", zoomNumber: number?.replace(/\D/g, "") ?? null };
}

/** The link in what Proofpoint makes of it, in its second and its third form. */
function proofpointLink(host: string, url: URL): string | null {
  if (host !== "urldefense.com" && host !== "urldefense.proofpoint.com") return null;
  const third = /\/v3\/__(.+?)__;/.exec(url.href)?.[1];
  if (third !== undefined) return third.replace(/^(https?):\/(?!\/)/i, "$1://");
  const second = url.searchParams.get("u");
  return second === null ? null : decoded(second.replace(/-/g, "%").replace(/_/g, "/"));
}

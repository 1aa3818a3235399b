/**
 * Which addresses a calendar may be fetched from. A stranger chooses the address, and our server stands in a network
 * that the stranger does not: only https, and only hosts whose every resolved address is in the public internet.
 */
import "server-only";
import ipaddr from "ipaddr.js";
import type { FeedFailure } from "./feed-types.ts";

/** Everything of the public internet in IPv6; what holds an IPv4 address within it is cut out by its range. */
const PUBLIC_V6 = ipaddr.IPv6.parseCIDR("2000::/3");
const LONGEST_ADDRESS = 2_000;

/**
 * Whether an IP address is one of the public internet. Private, loopback, link-local, carrier-grade NAT, multicast,
 * documentation and other reserved ranges are not, nor is an IPv4 address in the clothes of IPv6 (mapped, NAT64, 6to4,
 * Teredo): behind those may stand any of the others.
 */
export function isPublicAddress(text: string): boolean {
  // Octal, hexadecimal and shortened IPv4 mean different things to different readers.
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast") return false;
  return address instanceof ipaddr.IPv4 || address.match(PUBLIC_V6);
}

export type ReadAddress = { kind: "url"; url: URL } | { kind: "failed"; failure: FeedFailure };

/**
 * An address as a person pasted it, as one that may be fetched. `webcal://` is https by another name. `allowedOrigins`
 * are exceptions for trials, such as `http://localhost:4010`.
 */
export function readAddress(text: string, allowedOrigins: readonly string[]): ReadAddress {
  const told = text.trim().replace(/^webcals?:\/\//i, "https://");
  if (told.length > LONGEST_ADDRESS || !URL.canParse(told)) return { kind: "failed", failure: "badAddress" };
  return checkUrl(new URL(told), allowedOrigins);
}

/** The same for an address that a redirect leads to. */
export function checkUrl(url: URL, allowedOrigins: readonly string[]): ReadAddress {
  if (!/^https?:$/.test(url.protocol) || url.hostname === "") return { kind: "failed", failure: "badAddress" };
  if (url.username !== "" || url.password !== "") return { kind: "failed", failure: "hasPassword" };
  if (url.protocol !== "https:" && !allowedOrigins.includes(url.origin)) return { kind: "failed", failure: "notHttps" };
  const clean = new URL(url);
  clean.hash = "";
  return { kind: "url", url: clean };
}

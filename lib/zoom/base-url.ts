/** The addresses that we send tokens to. A forged answer must not be able to redirect them. */
import "server-only";
import { ZoomError } from "#lib/errors.ts";

const GLOBAL_API_URL = "https://api.zoom.us";

/**
 * The REST base without "/v2": the setting `ZOOM_API_URL` when there is one, else the `api_url` of a token answer if it
 * is https below zoom.us (regions and vanity hosts), else the global one, which always works.
 */
export function chooseApiUrl(fromToken: unknown, setting: string | undefined): string {
  if (setting !== undefined) return readBaseUrl(setting);
  const url = typeof fromToken === "string" ? URL.parse(fromToken) : null;
  const isZoom =
    url !== null && url.protocol === "https:" && url.username === "" && /(^|\.)zoom\.us$/.test(url.hostname);
  return isZoom ? url.origin : GLOBAL_API_URL;
}

/**
 * A base address from the settings without its last slash and without "/v2". Plain http only on this machine, for a
 * stand-in of Zoom. Throws `ZoomError` configuration.
 */
export function readBaseUrl(setting: string): string {
  const url = URL.parse(setting);
  const isSafe = url !== null && (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname)));
  if (!isSafe) throw new ZoomError("configuration", "The address of Zoom must be https, or http on this machine");
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "").replace(/\/v2$/, "");
}

/** Whether a host is this machine itself. */
function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}

/**
 * The pages of the others, each as its own documentation sets it up for many rows: FullCalendar's resource timeline with
 * virtual rendering, vis-timeline with vertical scrolling. They load the same answer that our page loads.
 */
import { createReadStream, existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";

const PEERS = "bench/peers/node_modules";
const types: Record<string, string> = { ".js": "text/javascript", ".css": "text/css", ".json": "application/json" };

const page = (head: string, script: string) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>peer</title>
<style>html,body{margin:0;height:100%;font:11px sans-serif}#timeline{height:calc(100vh - 60px)}</style>${head}
<button id="show">Show</button><div id="timeline"></div><script>
async function load() { return (await fetch("/day.json")).json(); }
const titleOf = (session) => session.title ?? session.call?.callerIdName ?? "";
${script}
document.getElementById("show").onclick = () => show();
</script></html>`;

const pages: Record<string, string> = {
  "/fullcalendar": page(
    `<link rel="stylesheet" href="/lib/fullcalendar/skeleton.css"><link rel="stylesheet" href="/lib/fullcalendar/themes/classic/theme.css">
<link rel="stylesheet" href="/lib/fullcalendar/themes/classic/palette.css"><script src="/lib/temporal-polyfill/global.js"></script>
<script src="/lib/fullcalendar/all/global.js"></script><script src="/lib/fullcalendar/themes/classic/global.js"></script>
<script src="/lib/fullcalendar-scheduler/all/global.js"></script>`,
    `let calendar; let width = 60;
async function show() {
  const { day, people } = await load();
  calendar = new FullCalendar.Calendar(document.getElementById("timeline"), {
    schedulerLicenseKey: "AGPL-My-Frontend-And-Backend-Are-Open-Source",
    initialView: "resourceTimelineDay", initialDate: day, virtualization: true, height: "100%", timeZone: "UTC",
    eventClass: "peer-block", slotMinWidth: width, resources: people.map(({ id, name }) => ({ id, title: name })),
    events: people.flatMap(({ id, sessions }) => sessions.map((one) => ({ id: one.id, resourceId: id,
      title: titleOf(one), start: one.startAt, end: one.endAt }))),
  });
  calendar.render();
}
window.zoomBy = (direction) => { width = Math.min(240, Math.max(30, width * (direction > 0 ? 1.2 : 1 / 1.2))); calendar.setOption("slotMinWidth", Math.round(width)); };`,
  ),
  "/vis": page(
    `<script src="/lib/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script>
<link rel="stylesheet" href="/lib/vis-timeline/styles/vis-timeline-graph2d.min.css">`,
    `let timeline;
async function show() {
  const { day, people } = await load();
  timeline = new vis.Timeline(document.getElementById("timeline"),
    people.flatMap(({ id, sessions }) => sessions.map((one) => ({ id: one.id, group: id, content: titleOf(one), start: one.startAt, end: one.endAt }))),
    people.map(({ id, name }) => ({ id, content: name })),
    { start: day + "T00:00:00Z", end: day + "T24:00:00Z", height: "100%", verticalScroll: true, zoomKey: "ctrlKey", stack: true });
}
window.zoomBy = (direction) => direction > 0 ? timeline.zoomIn(0.2, { animation: false }) : timeline.zoomOut(0.2, { animation: false });`,
  ),
};

export type PeerServer = { url: string; close: () => Promise<void> };

/** Serves the peers and `readDay()` at /day.json, on loopback. */
export async function servePeers(readDay: () => string): Promise<PeerServer> {
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const html = pages[path];
    if (html !== undefined) return void response.setHeader("content-type", "text/html").end(html);
    if (path === "/day.json") return void response.setHeader("content-type", "application/json").end(readDay());
    const file = join(PEERS, normalize(path.replace(/^\/lib\//, "")));
    if (!path.startsWith("/lib/") || !existsSync(file)) return void response.writeHead(404).end();
    response.setHeader("content-type", types[file.slice(file.lastIndexOf("."))] ?? "application/octet-stream");
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

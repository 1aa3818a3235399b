/** The script of the control page, as text: it sends what a button says and shows the one line that comes back. */
export const controlScript = `
const $ = (selector) => document.querySelector(selector);
async function send(action, body) {
  const line = $("[data-line]");
  try {
    const response = await fetch("/control/" + action, { method: "POST", body: JSON.stringify(body) });
    const answer = await response.json();
    line.textContent = answer.line;
    line.className = "card part " + (answer.ok ? "good" : "bad");
  } catch {
    line.textContent = "The sandbox does not answer. Is it still running?";
    line.className = "card part bad";
  }
  refresh();
}
document.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-action]");
  if (!button) return;
  event.preventDefault();
  const body = {};
  for (const [name, value] of new FormData(button.form)) if (value !== "") body[name] = name === "seconds" ? Number(value) : value;
  if (button.dataset.action === "end-session") delete body.topic;
  send(button.dataset.action, { ...body, ...JSON.parse(button.dataset.extra) });
});
for (const box of document.querySelectorAll("[data-fault]")) {
  box.addEventListener("change", () => send("set-faults", { [box.dataset.fault]: box.checked }));
}
$("[data-slow]").addEventListener("change", (event) => send("set-faults", { slowMs: Number(event.target.value) }));
function row(text, cls) {
  const element = document.createElement("div");
  element.className = cls;
  element.textContent = text;
  return element;
}
function accountRows(account) {
  const spent = Object.entries(account.callsSpentToday).map(([label, count]) => count + " " + label).join(", ");
  const running = account.running.slice(0, 8).map((session) => row(session.startAt.slice(11, 16) + " UTC, " + session.host + ": " + session.topic, "subtle"));
  return [
    row(account.name + (account.isConnected ? ": connected" : ": not connected"), account.isConnected ? "good" : "muted"),
    row(account.users + " users. Last 24 hours: " + account.sessionsOfLastDay + " sessions, " + account.callsOfLastDay + " calls.", "subtle"),
    row("Calls of the app today: " + (spent || "none"), "subtle"),
    row(account.running.length + " sessions running", "subtle"),
    ...running,
  ];
}
async function refresh() {
  try {
    const state = await (await fetch("/control/state")).json();
    $("[data-now]").textContent = "It is " + state.now.slice(0, 19).replace("T", " ") + " UTC";
    if (document.activeElement !== $("[data-url]")) $("[data-url]").value = state.webhookUrl;
    for (const box of document.querySelectorAll("[data-fault]")) box.checked = state.faults[box.dataset.fault];
    $("[data-slow]").value = String(state.faults.slowMs);
    $("[data-accounts]").replaceChildren(...state.accounts.flatMap(accountRows));
    const sent = state.deliveries.slice(0, 14).map((d) => row(d.at.slice(11, 19) + "  " + d.event + "  " + d.outcome + (d.attempt > 1 ? ", try " + d.attempt : ""), "subtle"));
    $("[data-deliveries]").replaceChildren(...(sent.length ? sent : [row("None yet. Connect Zoom in the app first.", "subtle")]));
  } catch {
    $("[data-now]").textContent = "The sandbox does not answer";
  }
}
refresh();
setInterval(refresh, 2000);
`;

/** The time zones that this browser knows as choices, and the current one even if the browser does not list it. */
export function listTimeZones(current: string): { id: string; name: string }[] {
  const known = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", current]);
  return [...known].sort().map((id) => ({ id, name: id.replaceAll("_", " ") }));
}

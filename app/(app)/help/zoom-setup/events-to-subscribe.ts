/**
 * The events to tick at Zoom, of those that we can read. Left out: what Zoom sends without a subscription, and the
 * call-history events of older apps, which would only repeat what the call-element events say.
 */
export function eventsToSubscribe(readEvents: readonly string[]): string[] {
  const unasked = new Set(["app_deauthorized", "endpoint.url_validation"]);
  return readEvents.filter((event) => !unasked.has(event) && !/^phone\..*call_(history|log)/.test(event));
}

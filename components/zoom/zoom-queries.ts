/** What the integration's pages ask the server again while they are open. */
import type { ConnectionsView, HeaderView, OverviewView } from "#lib/integration/overview-types.ts";

/** Everything below this key is of the Zoom integration. */
export const zoomKey = ["zoom"] as const;

export type ViewQuery<T> = { queryKey: readonly string[]; queryFn: (context: { signal: AbortSignal }) => Promise<T> };

function viewQuery<T>(name: string): ViewQuery<T> {
  return {
    queryKey: [...zoomKey, name],
    queryFn: async ({ signal }) => {
      const response = await fetch(`/api/zoom/${name}`, { signal, headers: { accept: "application/json" } });
      if (!response.ok) throw new Error(`The server answered ${response.status}`);
      return (await response.json()) as T;
    },
  };
}

export const headerQuery = viewQuery<HeaderView>("header");
export const overviewQuery = viewQuery<OverviewView>("overview");
export const connectionsQuery = viewQuery<ConnectionsView>("connections");

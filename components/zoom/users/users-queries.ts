/** What the Users tab asks the server while it is open. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  MappedPeopleAsk,
  MappedPeopleView,
  PersonChoice,
  ZoomUserChoice,
  ZoomUsersAsk,
  ZoomUsersView,
} from "#lib/integration/zoom-users-schema.ts";
import { zoomKey } from "../zoom-queries.ts";

/** Asking failed; `message` is a sentence, `reference` is for support. */
export class ZoomViewFailure extends Error {
  override name = "ZoomViewFailure";
  readonly reference: string | undefined;
  constructor(message: string, reference?: string) {
    super(message);
    this.reference = reference;
  }
}

type Ask = Record<string, string | number | undefined>;

async function read<T>(name: string, ask: Ask, signal: AbortSignal): Promise<T> {
  const given = Object.entries(ask).filter(([, value]) => value !== undefined && value !== "");
  const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
  const response = await fetch(`/api/zoom/${name}?${query}`, { signal, headers: { accept: "application/json" } });
  if (response.ok) return (await response.json()) as T;
  const body = (await response.json().catch(() => null)) as { error?: { message?: string; reference?: string } } | null;
  throw new ZoomViewFailure(body?.error?.message ?? "The server did not answer.", body?.error?.reference);
}

/** A page of Zoom users. */
export function zoomUsersQuery(ask: ZoomUsersAsk) {
  return queryOptions({
    queryKey: [...zoomKey, "users", ask],
    queryFn: ({ signal }) => read<ZoomUsersView>("users", ask, signal),
    placeholderData: keepPreviousData,
  });
}

/** A page of people with their Zoom users. */
export function mappedPeopleQuery(ask: MappedPeopleAsk) {
  return queryOptions({
    queryKey: [...zoomKey, "mapped-people", ask],
    queryFn: ({ signal }) => read<MappedPeopleView>("mapped-people", ask, signal),
    placeholderData: keepPreviousData,
  });
}

/** People to choose from. */
export function personChoicesQuery(find: string) {
  return queryOptions({
    queryKey: [...zoomKey, "person-choices", find],
    queryFn: ({ signal }) => read<PersonChoice[]>("person-choices", { find }, signal),
    placeholderData: keepPreviousData,
  });
}

/** Zoom users to choose from. */
export function zoomUserChoicesQuery(find: string) {
  return queryOptions({
    queryKey: [...zoomKey, "zoom-user-choices", find],
    queryFn: ({ signal }) => read<ZoomUserChoice[]>("zoom-user-choices", { find }, signal),
    placeholderData: keepPreviousData,
  });
}

import { toast } from "#components/ui/toast.tsx";

/** Saves what an address answers as a file of the name that the server gives it, and says so when it fails. */
export async function saveFile(address: string): Promise<void> {
  const problem = await fetchAndSave(address);
  if (problem !== null) toast.error("The file could not be saved", { description: problem });
}

async function fetchAndSave(address: string): Promise<string | null> {
  const response = await fetch(address, { signal: AbortSignal.timeout(60_000) }).catch(() => null);
  if (response === null) return "The server did not answer. Check the network, then try again.";
  if (!response.ok) {
    const body = (await response.json().catch(() => null)) as { error?: { message?: string } } | null;
    return body?.error?.message ?? "The server could not make it. Try again in a moment.";
  }
  const blob = await response.blob().catch(() => null);
  if (blob === null) return "The file did not arrive whole. Try again.";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "timeline";
  link.click();
  // The browser takes the file in its own time.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return null;
}

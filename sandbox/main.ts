/** `node sandbox/main.ts`: the local Zoom for the demo and for development. Stops cleanly on SIGINT and SIGTERM. */
import { clockFrom } from "./clock.ts";
import { startSandbox } from "./server.ts";
import { readSettings, SandboxSettingsError } from "./settings.ts";

/** SANDBOX_STATE names the file in which the sandbox remembers who is connected; without it every start is a first one. */
function stateFile(): { stateFile: string } | object {
  const file = process.env.SANDBOX_STATE;
  return file ? { stateFile: file } : {};
}

async function main(): Promise<void> {
  const { startAt, ...settings } = readSettings(process.env);
  const clock = clockFrom(startAt);
  const sandbox = await startSandbox({ ...settings, ...stateFile(), now: () => new Date(clock()) });
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void sandbox.close().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  // Who reads this may stop it at once.
  console.log(`Zoom sandbox on ${sandbox.url.replace("127.0.0.1", "localhost")}, events go to ${settings.webhookUrl}`);
}

try {
  await main();
} catch (error) {
  console.error(sentenceOf(error));
  process.exit(1);
}

function sentenceOf(error: unknown): string {
  if (error instanceof SandboxSettingsError) return error.message;
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "EADDRINUSE") {
    const port = process.env.SANDBOX_PORT ?? "4010";
    return `Port ${port} is in use, so the Zoom sandbox cannot start. Stop what runs there, or set SANDBOX_PORT.`;
  }
  return `The Zoom sandbox could not start: ${error instanceof Error ? error.message : String(error)}`;
}

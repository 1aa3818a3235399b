/**
 * A Chromium for the browser tests: one that is on the machine, else Playwright's own where it can be downloaded, else
 * Debian's: installed by root, or unpacked into the data folder by an ordinary user, who may not install anything.
 */
import { execFileSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

const KNOWN = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/opt/google/chrome/chrome"];
const SHELTER = resolve(".data/chromium");

export type Chromium = { executablePath: string; libraryPath: string | undefined };

/** Arguments under which it runs as root, without a GPU, and asks nothing of the network. */
export const chromiumArgs = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--no-first-run"],
  ...["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
];

async function findInstalled(): Promise<Chromium | undefined> {
  const { chromium } = await import("@playwright/test");
  const asked = process.env.CHROMIUM_PATH;
  const found = [...(asked === undefined ? [] : [asked]), ...KNOWN, chromium.executablePath()].find((path) =>
    existsSync(path),
  );
  if (found !== undefined) return { executablePath: found, libraryPath: undefined };
  const unpacked = join(SHELTER, "usr/lib/chromium/chromium");
  return existsSync(unpacked) ? { executablePath: unpacked, libraryPath: librariesBelow(SHELTER) } : undefined;
}

function librariesBelow(root: string): string {
  const folders = [
    join(root, "lib/*-linux-gnu"),
    join(root, "usr/lib/*-linux-gnu"),
    join(root, "usr/lib/*-linux-gnu/*"),
  ];
  return folders.flatMap((pattern) => globSync(pattern)).join(":");
}

function attempt(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): string | undefined {
  try {
    return execFileSync(command, args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 64 * 1024 * 1024,
      timeout: 600_000,
      ...options,
    });
  } catch {
    return undefined;
  }
}

function installAsRoot(): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  attempt("apt-get", ["update", "-qq"], { env });
  attempt("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], { env });
}

/** Debian's packages that Chromium lacks here, fetched and unpacked below the data folder. Changes nothing outside it. */
function unpackAsUser(): void {
  const state = join(SHELTER, "apt");
  for (const folder of ["lists/partial", "archives/partial"]) mkdirSync(join(state, folder), { recursive: true });
  const options = [
    "-o",
    `Dir::State::Lists=${join(state, "lists")}`,
    "-o",
    `Dir::Cache=${state}`,
    "-o",
    "Debug::NoLocking=1",
  ];
  attempt("apt-get", [...options, "update", "-qq"]);
  const plan = attempt("apt-get", [...options, "-s", "--no-install-recommends", "install", "chromium"]) ?? "";
  const packages = plan.split("\n").flatMap((line) => (line.startsWith("Inst ") ? [line.split(" ")[1] ?? ""] : []));
  if (packages.length === 0) return;
  attempt("apt-get", [...options, "download", ...packages], { cwd: join(state, "archives") });
  for (const archive of globSync(join(state, "archives/*.deb"))) attempt("dpkg-deb", ["-x", archive, SHELTER]);
  rmSync(state, { recursive: true, force: true });
}

/** Finds a Chromium, or gets one. Throws one line that says what to do. */
export async function findChromium(): Promise<Chromium> {
  const found = await findInstalled();
  if (found !== undefined) return found;
  console.log("No Chromium on this machine: getting one for the browser tests.");
  if (process.getuid?.() === 0) installAsRoot();
  else attempt(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]) ?? unpackAsUser();
  const got = await findInstalled();
  if (got !== undefined) return got;
  throw new Error(
    "No Chromium for the browser tests, and none could be fetched. Install one (sudo apt-get install chromium) or set CHROMIUM_PATH.",
  );
}

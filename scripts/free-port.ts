/** Whether a port can be listened on, over both loopback addresses. */
import { createServer } from "node:net";

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer()
      .once("error", (error: NodeJS.ErrnoException) =>
        done(error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT"),
      )
      .listen(port, host, () => server.close(() => done(true)));
  });
}

export async function isPortFree(port: number): Promise<boolean> {
  return (await canListen(port, "127.0.0.1")) && (await canListen(port, "::1"));
}

/** Any free port, for tests that run beside a demo. */
export function anyFreePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
      .once("error", fail)
      .listen(0, "127.0.0.1", () => {
        const address = server.address();
        server.close(() =>
          typeof address === "object" && address !== null ? done(address.port) : fail(new Error("No port")),
        );
      });
  });
}

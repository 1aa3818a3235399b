/** The wrapper of every route handler that needs a signed-in person: who, may they, one log line, errors as JSON. */
import "server-only";
import { unstable_rethrow } from "next/navigation";
import { AppError } from "#lib/errors.ts";
import { log, newReference, withLogContext } from "#lib/log.ts";
import { may, type Permission } from "./permissions.ts";
import { isSameOrigin } from "./same-origin.ts";
import { viewerOfRequest } from "./viewer.ts";
import type { Viewer } from "./viewer-types.ts";

type RouteContext<P> = { params: Promise<P> };

/** An error as its answer: `{error:{code,message,reference?}}`; a failure that we did not expect carries a reference. */
export function errorResponse(error: unknown, requestId: string): Response {
  if (error instanceof AppError && error.code !== "internal") {
    return Response.json({ error: { code: error.code, message: error.message } }, { status: error.status });
  }
  log.error({ err: error }, "a route failed");
  const message = `Something went wrong on our side. Try again; if it stays, tell your admin the reference ${requestId}.`;
  return Response.json({ error: { code: "internal", message, reference: requestId } }, { status: 500 });
}

/** Runs `work` with a request id in every log line, logs method, path, status and time, and answers errors. */
export async function withRequestLog(
  request: Request,
  work: (requestId: string) => Promise<Response>,
): Promise<Response> {
  const requestId = newReference();
  return withLogContext({ requestId }, async () => {
    const startedAt = performance.now();
    let response: Response;
    try {
      response = await work(requestId);
    } catch (error) {
      unstable_rethrow(error);
      response = errorResponse(error, requestId);
    }
    const durationMs = Math.round(performance.now() - startedAt);
    const { pathname } = new URL(request.url);
    log.info({ method: request.method, path: pathname, status: response.status, durationMs }, "request");
    return response;
  });
}

/** Guards `handler` by `permission`. Changes (POST, PUT, PATCH, DELETE) are taken from our own pages only. */
export function guardedRoute<P = Record<string, string>>(
  permission: Permission,
  handler: (request: Request, context: { viewer: Viewer; params: P; requestId: string }) => Promise<Response>,
): (request: Request, context: RouteContext<P>) => Promise<Response> {
  return (request, context) =>
    withRequestLog(request, async (requestId) => {
      if (!isSameOrigin(request))
        throw new AppError("not-allowed", "This request did not come from WorkSights itself.");
      const viewer = await viewerOfRequest(request);
      if (viewer === null) throw new AppError("not-signed-in", "Your session has ended. Sign in again.");
      if (!may(viewer.role, permission)) throw new AppError("not-allowed", "Your role does not allow this.");
      return handler(request, { viewer, params: await context.params, requestId });
    });
}

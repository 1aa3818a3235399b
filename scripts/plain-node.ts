/**
 * Lets plain Node run the server rooms: they begin with `import "server-only"`, which throws outside Next. Loaded
 * before the worker and the scripts (`node --import`). React's own `react-server` condition would do it too, but not
 * in a process that also serves pages.
 */
import { registerHooks } from "node:module";

const empty = new URL("./empty.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "server-only"
      ? { url: empty, format: "module-typescript", shortCircuit: true }
      : next(specifier, context),
});

/** Serves the Next app beside this file in the way `npm start` serves ours. */
import { createServer } from "node:http";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import next from "next";

const app = next({ dev: false, dir: dirname(fileURLToPath(import.meta.url)) });
await app.prepare();
const handle = app.getRequestHandler();
createServer((request, response) => void handle(request, response)).listen(Number(process.env.PORT), "127.0.0.1");

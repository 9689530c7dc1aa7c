// Serves web/dist with the headers that marsad-web sends, so that the policy is met here too; the answers come from the mock,
// or from the desk whose address is DESK (so that a build is seen over a real desk without building the program). DIST names another build.
import { createServer, request as ask } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { mock_api } from "./mock.mjs";

const DIST = process.env.DIST ?? fileURLToPath(new URL("../dist", import.meta.url));
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".json": "application/json" };
const HEADERS = { "content-security-policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'", "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" };

/** Hands the desk's paths on to the desk at DESK. */
function desk_api(request, response, next) {
  if (!/^\/(api|cite|ns)\b/.test(request.url)) return next();
  const asked = ask(new URL(request.url, process.env.DESK), { method: request.method, headers: request.headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  asked.on("error", () => response.writeHead(502).end());
  request.pipe(asked);
}

/** Starts the server; gives its address and the way to stop it. */
export function serve(port = 0) {
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    (process.env.DESK ? desk_api : mock_api)(request, response, async () => {
      const path = normalize(new URL(request.url, "http://localhost").pathname);
      const file = extname(path) === "" ? "/index.html" : path;
      try {
        const bytes = await readFile(join(DIST, file));
        response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
        response.end(bytes);
      } catch {
        response.statusCode = 404;
        response.end();
      }
    });
  });
  return new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve({ address: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() })));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log((await serve(Number(process.env.PORT ?? 8478))).address);

// Serves web/dist with the mock API and the headers that marsad-web sends, so that the policy is met here too.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { mock_api } from "./mock.mjs";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".json": "application/json" };
const HEADERS = { "content-security-policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'", "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" };

/** Starts the server; gives its address and the way to stop it. */
export function serve(port = 0) {
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    mock_api(request, response, async () => {
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

// What the first visit of the start screen fetches, as it goes over the wire; above 300 KB the build fails.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const MOST = 300_000;
const dist = fileURLToPath(new URL("../dist", import.meta.url));
const assets = join(dist, "assets");
const page = readFileSync(join(dist, "index.html"), "utf8");
const size = (name) => (name.endsWith(".woff2") ? readFileSync(join(assets, name)).length : gzipSync(readFileSync(join(assets, name)), { level: 6 }).length);

/** What the page itself asks for, and what those files import before they run. */
const first = new Set([...page.matchAll(/(?:src|href)="\/assets\/([^"]+)"/g)].map((found) => found[1]));
for (const name of first) {
  if (!name.endsWith(".js")) continue;
  const code = readFileSync(join(assets, name), "utf8");
  for (const found of code.matchAll(/(?:^|;|\})\s*(?:import|export)[^;()]*?["']\.\/([^"']+)["']/g)) first.add(found[1]);
}
// Either language shows both scripts: all of its faces but the bold one for headlines of the reader.
const fonts = readdirSync(assets).filter((name) => name.endsWith(".woff2") && !/naskh.*700/.test(name));
const later = readdirSync(assets).filter((name) => /^Overview-/.test(name));
const sum = (names) => names.reduce((whole, name) => whole + size(name), 0);
const rows = [
  ["page", gzipSync(page).length],
  ["code and styles", sum([...first].filter((name) => !name.endsWith(".woff2")))],
  ["fonts", sum(fonts)],
];
const whole = rows.reduce((added, [, bytes]) => added + bytes, 0);
const told = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
console.log(`first load: ${rows.map(([name, bytes]) => `${name} ${told(bytes)}`).join(", ")}: ${told(whole)} of ${told(MOST)}; after it the map and the time line: ${told(sum(later))}`);
if (first.size < 2 || fonts.length < 4 || later.length === 0) throw new Error("the files of the start screen are not where they were looked for");
if (whole > MOST) {
  console.error(`the first load is ${told(whole - MOST)} too heavy`);
  process.exit(1);
}

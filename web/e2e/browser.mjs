// The browser and the desk that the walks are made with.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const PROGRAM = fileURLToPath(new URL("../../target/release/marsad", import.meta.url));

/** A headless Chromium, of the system or of Playwright; ends the run, with the reason, where there is none. */
export async function browser_here() {
  const path = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", chromium.executablePath()].find(existsSync);
  if (!path) {
    console.log("skipped: no Chromium on this machine (set CHROMIUM to its path)");
    process.exit(0);
  }
  return chromium.launch({ executablePath: path, args: ["--no-sandbox", "--force-color-profile=srgb"] });
}

/** Starts the program with these words and waits for its address; gives the address and the way to stop it. */
export async function serving(...words) {
  if (!existsSync(PROGRAM)) throw new Error(`no ${PROGRAM}: build it with cargo build --release`);
  const program = spawn(PROGRAM, [...words, "--bind", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  // However the walk ends, the desk ends with it.
  process.on("exit", () => program.kill());
  let told = "";
  for await (const part of program.stdout) {
    told += part;
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(told);
    if (found) return { address: found[0], stop: () => program.kill() };
  }
  throw new Error(`marsad ${words[0]} ended without serving:\n${told}`);
}

/** The value after a flag of the command line. */
export function flag(name) {
  const place = process.argv.indexOf(name);
  return place < 0 ? null : (process.argv[place + 1] ?? "");
}

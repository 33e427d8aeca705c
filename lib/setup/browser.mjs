import { existsSync } from "node:fs";
import { run } from "./run.mjs";

const places = [
  // Debian's browser without a window, which takes half the processor time of the whole one.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The path of a Chromium or Chrome. Without one, Playwright downloads its own, and
 *  the answer is undefined. */
export function findOrDownloadBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given && !existsSync(given))
    throw new Error(
      `CHROMIUM_PATH is ${given}, but no such file exists. Correct it, or unset it to have a browser found.`,
    );
  return given || places.find((place) => existsSync(place)) || downloadBrowser();
}

function downloadBrowser() {
  const playwright = "node_modules/@playwright/test/cli.js";
  try {
    run("playwright install chromium", process.execPath, [playwright, "install", "chromium"]);
    return undefined;
  } catch {
    throw new Error(
      "There is no browser for the end-to-end tests, and Playwright could not download one. Install Chromium or Chrome (Debian and Ubuntu: apt-get install chromium), and set CHROMIUM_PATH if it is in an unusual place.",
    );
  }
}

import { existsSync } from "node:fs";
import { canInstallPackages, installPackages } from "./debian-packages.mjs";
import { run } from "./run.mjs";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The path of a Chromium or Chrome, installed now if there is none; undefined means the one that Playwright keeps itself. */
export function findOrInstallBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given && !existsSync(given))
    throw new Error(
      `CHROMIUM_PATH is ${given}, but no such file exists. Correct it, or unset it to have a browser found.`,
    );
  const found = given || findBrowser();
  if (found) return found;
  if (canInstallPackages()) installPackages("chromium");
  return findBrowser() ?? installOwnOfPlaywright();
}

function findBrowser() {
  return places.find((place) => existsSync(place));
}

function installOwnOfPlaywright() {
  try {
    run("playwright install chromium", process.execPath, [
      "node_modules/@playwright/test/cli.js",
      "install",
      "chromium",
    ]);
    return undefined;
  } catch {
    throw new Error(
      "There is no browser for the end-to-end tests, and none could be downloaded. Install Chromium or Chrome and set CHROMIUM_PATH to it.",
    );
  }
}

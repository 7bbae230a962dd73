// Checks a gallery of `panel review` in headless Chromium: axe-core finds nothing, wide and narrow, beside
// each other and one over the other; the slider moves by keyboard; the page asks for nothing but itself.
//
//   node check.js GALLERY.html [FOLDER FOR PICTURES]
import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [gallery, pictures] = process.argv.slice(2);
if (!gallery) {
  console.error("usage: node check.js GALLERY.html [FOLDER FOR PICTURES]");
  process.exit(2);
}

const faults = [];
const browser = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "panel-browser-")), {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

for (const width of [1280, 400]) {
  const page = await browser.newPage();
  await page.setViewportSize({ width, height: 900 });
  page.on("request", (request) => {
    const address = request.url();
    if (!/^(file|data):/.test(address)) faults.push(`asks for ${address}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  await page.goto(pathToFileURL(resolve(gallery)).href);
  await page.evaluate(axe);

  const look = async (how) => {
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    for (const { id, help, nodes } of found.violations) {
      faults.push(`${width} wide, ${how}: ${id}: ${help}: ${nodes[0].html.slice(0, 200)}`);
    }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) faults.push(`${width} wide, ${how}: runs ${over} dots past the right`);
    if (pictures) await page.screenshot({ path: join(pictures, `${width}-${how}.png`), fullPage: true });
    console.log(`${width} wide, ${how}: ${found.passes.length} rules pass, ${found.violations.length} do not`);
  };

  await look("beside");
  const over = page.locator("input[value=over]");
  if (await over.count()) {
    await over.focus();
    await page.keyboard.press("Space");
    const slider = page.locator(".slider input").first();
    await slider.focus();
    const before = await slider.inputValue();
    for (let step = 0; step < 20; step += 1) await page.keyboard.press("ArrowRight");
    if (Number(await slider.inputValue()) !== Number(before) + 20) faults.push("the slider does not move by keyboard");
    const at = await slider.evaluate((one) => one.closest(".sheets").style.getPropertyValue("--at"));
    if (at !== "70%") faults.push(`the slider at 70 shows ${at}`);
    await look("over");
  }
  await page.close();
}
await browser.close();

for (const fault of faults) console.error(fault);
if (faults.length) process.exit(1);
console.log("the gallery holds");

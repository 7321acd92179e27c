// Drives one headless Chromium for a test in another language: one JSON command a line on standard input, one JSON answer
// a line on standard output. Commands name elements by their data-testid.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const profile = mkdtempSync(join(tmpdir(), 'console-profile-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  headless: false,
  viewport: { width: 1366, height: 768 },
  locale: 'it-IT',
  args: [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream',
    '--autoplay-policy=no-user-gesture-required',
  ],
});
const page = context.pages()[0] ?? (await context.newPage());
const problems = [];
page.on('pageerror', (error) => problems.push(error.message));
page.on('console', (line) => {
  if (line.type() === 'error') problems.push(line.text());
});

const at = (id) => page.locator(`[data-testid="${id}"]`).first();
const timeout = 120_000;

const commands = {
  goto: ({ url }) => page.goto(url, { timeout }),
  fill: ({ id, text }) => at(id).fill(text, { timeout }),
  upload: ({ id, file }) => at(id).setInputFiles(file, { timeout }),
  click: ({ id }) => at(id).click({ timeout }),
  select: ({ id, value }) => at(id).selectOption(value, { timeout }),
  check: ({ css }) => page.locator(css).check({ timeout }),
  type: ({ css, text }) => page.locator(css).fill(text, { timeout }),
  choose: ({ css, value }) => page.locator(css).selectOption(value, { timeout }),
  press: ({ css }) => page.locator(css).click({ timeout }),
  see: ({ id }) => at(id).waitFor({ state: 'visible', timeout }),
  seeWithin: ({ id, inside }) =>
    page.locator(`[data-testid="${inside}"] [data-testid="${id}"]`).first().waitFor({ state: 'visible', timeout }),
  gone: ({ id }) => at(id).waitFor({ state: 'detached', timeout }),
  text: ({ id }) => at(id).innerText({ timeout }),
  textOf: ({ css }) => page.locator(css).first().innerText({ timeout }),
  attribute: ({ id, name }) => at(id).getAttribute(name, { timeout }),
  evaluate: ({ script }) => page.evaluate(script),
  screenshot: ({ file }) => page.screenshot({ path: file }),
  problems: () => problems,
};

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  try {
    const value = await commands[command.do](command);
    // What steps return besides values (responses, element handles) is of no use outside.
    const plain = command.do === 'evaluate' || typeof value === 'string' || Array.isArray(value);
    process.stdout.write(`${JSON.stringify({ value: plain ? (value ?? null) : null })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ error: error.message.slice(0, 2000), problems })}\n`);
  }
}
await context.close();
rmSync(profile, { recursive: true, force: true });

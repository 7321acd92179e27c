/**
 * Opens the main screens against the fake server, writes a picture of each and fails on a serious accessibility finding, an
 * error in the browser's console, or a refusal of the content policy.
 *
 *     npm run build && node e2e/screens.mjs <directory> [1366x768] [it|en]
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { fakeServer } from './fake-server.mjs';

const [directory = 'target/screens', size = '1366x768', language = 'it'] = process.argv.slice(2);
const [width, height] = size.split('x').map(Number);
const ARGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required'];

mkdirSync(directory, { recursive: true });
const profile = mkdtempSync(join(tmpdir(), 'console-'));
const server = await fakeServer();
const context = await chromium.launchPersistentContext(profile, { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: false, args: ARGS, viewport: { width, height }, reducedMotion: 'reduce' });
const page = context.pages()[0] ?? (await context.newPage());
const faults = [];
page.on('console', (m) => m.type() === 'error' && !/401|spy\.gif/.test(m.text() + m.location().url) && faults.push(`console: ${m.text()}`));
page.on('pageerror', (e) => faults.push(`page: ${e.message}`));
page.on('request', (r) => !r.url().startsWith(`http://127.0.0.1:${server.port}/`) && !r.url().startsWith('data:') && !r.url().startsWith('about:') && faults.push(`fetched from elsewhere: ${r.url()}`));

const see = async (name) => {
  await page.waitForTimeout(250);
  await page.screenshot({ path: join(directory, `${name}.png`) });
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']).analyze();
  for (const v of violations) {
    const line = `${name}: ${v.impact} ${v.id}: ${v.nodes.map((node) => node.target.join(' ')).slice(0, 4).join(' | ')}`;
    if (v.impact === 'serious' || v.impact === 'critical') faults.push(line);
    else console.log(`minor: ${line}`);
  }
};
const id = (name) => page.getByTestId(name);
const go = (hash) => page.evaluate((h) => (location.hash = h), hash);

try {
  await page.addInitScript((l) => localStorage.setItem('sportello.language', l), language);
  await page.goto(`http://127.0.0.1:${server.port}/console/`);
  await id('login-submit').waitFor();
  await see('01-login');
  await id('login-user').fill('anna');
  await id('login-password').fill('no');
  await id('login-submit').click();
  await id('error').waitFor();
  await see('02-login-refused');
  await id('login-password').fill('yes');
  await id('login-submit').click();
  await page.locator('[data-testid=phone-state][data-line=ready]').waitFor();
  await see('03-work');
  await id('presence-pause').click();
  await see('04-pause');
  await page.keyboard.press('Escape');
  await id('offer-accept').click();
  await id(`contact-${server.world.cards.mail.id}`).click();
  await id('knowledge-query').fill('rimborso');
  await id('knowledge-hit').waitFor();
  await id('reply-text').fill('Gentile Carla,\n\nabbiamo verificato i due versamenti del 14 e del 16 giugno.');
  await see('05-contact');
  await id('knowledge-hit').click();
  await id('knowledge-insert').click();
  await see('06-article');
  await id('reply-send').click();
  await id('reply-done').waitFor();
  await see('07-replied');
  await id('tab-notes').click();
  await see('08-notes');
  await id('tab-history').click();
  await see('09-events');
  await id('escalate-open').click();
  await id('escalate-center').selectOption('tributi');
  await see('10-escalate');
  await page.keyboard.press('Escape');
  await id('transfer-open').click();
  await see('11-transfer');
  await id('tab-to-operator').click();
  await see('11-transfer-operator');
  await page.keyboard.press('Escape');
  await go(`/history/${server.world.cards.pec.id}`);
  await id('pec-left').first().waitFor();
  await page.locator('.pec-receipts summary').first().click();
  await see('11-pec');
  await page.locator('[data-testid=message-4]').scrollIntoViewIfNeeded();
  await see('11-pec-end');
  await go(`/work/${server.world.cards.mail.id}`);
  server.mail();
  const call = server.ring();
  await page.locator('[data-testid=phone-state][data-call=ringing]').waitFor();
  await see('12-ringing');
  await id('call-answer').click();
  await id('call-duration').waitFor();
  await page.waitForTimeout(2200);
  await id('call-keypad').click();
  await see('13-talking');
  await go(`/work/${call}`);
  await id('transfer-open').click();
  await id('tab-to-number').click();
  await id('transfer-number').fill('055 123 4567');
  await see('13-transfer-number');
  await page.keyboard.press('Escape');
  await id('call-mute').click();
  await see('14-muted');
  await id('call-hold').click();
  await see('15-held');
  await id('call-hangup').click();
  await id('wrapup').waitFor();
  await id('close-classification-area').selectOption('tributi');
  await id('close-classification-topic').selectOption('tari');
  await see('16-wrapup');
  await id('close-classification-detail').selectOption('rimborso');
  await id('close-submit').click();
  await page.locator(`[data-testid=contact-${call}]`).waitFor({ state: 'detached' });
  await go('#/expert/e-77');
  await id('opinion-text').fill('Sì, risultano due versamenti. Si può compensare sulla rata di dicembre.');
  await see('17-expert');
  await go('#/queues');
  await see('18-queues');
  await go('#/history');
  await id('history-table').waitFor();
  await see('19-history');
  await page.locator('[data-testid^=history-row] a').first().click();
  await id('history-detail').waitFor();
  await see('20-history-detail');
  await go('#/indicators');
  await id('indicators-table').waitFor();
  await see('21-indicators');
  server.tell({ kind: 'me', me: { ...server.world.me, presence: 'pause', reason: 'lunch' } });
  await page.locator('[data-testid=presence][data-presence=pause]').waitFor();
  server.cut();
  await id('link-offline').waitFor();
  await see('22-offline');
  server.tell({ kind: 'me', me: server.world.me });
  await id('link-offline').waitFor({ state: 'detached' });
  // What was told while the line was cut has been replayed.
  await page.locator('[data-testid=presence][data-presence=available]').waitFor();
  server.tell({ kind: 'ended', reason: 'elsewhere' });
  await id('link-ended').waitFor();
  await see('23-elsewhere');
} catch (e) {
  await page.screenshot({ path: join(directory, 'stuck.png') });
  faults.push(String(e));
} finally {
  await context.close();
  await server.stop();
  rmSync(profile, { recursive: true, force: true });
}
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? `all screens are in ${directory}` : `${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);

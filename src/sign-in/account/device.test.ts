/**
 * Goal: people recognise their own devices in the list of their sessions.
 * Method: User-Agent headers of common browsers, and of no browser.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceInWords } from './device.ts';

const LIKE_SAFARI = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const DEVICES: [string, string][] = [
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${LIKE_SAFARI} Chrome/131.0.0.0 Safari/537.36`,
    'Chrome на Windows',
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${LIKE_SAFARI} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`,
    'Edge на Windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'Firefox на Linux'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
    'Safari на iPhone',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
    'Safari на macOS',
  ],
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${LIKE_SAFARI} Chrome/131.0.0.0 Mobile Safari/537.36`,
    'Chrome на Android',
  ],
  ['curl/8.5.0', 'Невідома програма'],
  ['', 'Невідома програма'],
  ['<script>alert(1)</script>', 'Невідома програма'],
];

test('a device is told by its browser and its system', () => {
  for (const [userAgent, words] of DEVICES) assert.equal(deviceInWords('uk', userAgent), words);
  assert.equal(deviceInWords('en', DEVICES[2]?.[0] as string), 'Firefox on Linux');
});

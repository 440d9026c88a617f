/**
 * Goal: OpenStack Swift obeys our links and nothing else.
 * Method: a real store on loopback; skipped where it is not installed.
 */
import { test } from 'node:test';
import { startSwift, whyNoSwift } from '../fixtures/real-stores/openstack-swift.ts';
import { judgeSwiftLinks } from './swift-links.ts';

const container = 'ambulatory_contracts';

test('OpenStack Swift judges our links', { skip: whyNoSwift() ?? false, timeout: 180_000 }, async (t) => {
  const swift = await startSwift(container);
  t.after(swift.stop);
  await judgeSwiftLinks(t, { ...swift, container, digests: ['sha256', 'sha512', 'sha1'] });
});

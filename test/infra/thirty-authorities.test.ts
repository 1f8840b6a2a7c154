// A region's worth of authorities is checked and synthesized while somebody waits for it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assemble, homewardApp } from '../../infra/assembly.ts';
import { policiesOf } from '../../infra/policies.ts';
import { listAuthorities } from '../../shared/policy/load.ts';

const folder = mkdtempSync(join(tmpdir(), 'homeward-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const root = join(import.meta.dirname, '../..');
const AUTHORITIES = 30;
const SECONDS = 60;

describe('thirty authorities', () => {
  it(`are validated and synthesized within ${SECONDS} seconds of processor time`, async () => {
    const shipped = policiesOf(listAuthorities());
    const policies = Array.from({ length: AUTHORITIES }, (_, n) => {
      const policy = shipped[n % shipped.length];
      if (!policy) throw new Error('No authority is shipped');
      const slug = `authority-${n + 1}`;
      return {
        ...policy,
        authority: { ...policy.authority, slug },
        mail: { ...policy.mail, from: `homeward@${slug}.example` },
      };
    });
    const before = process.cpuUsage();
    const stacks = await assemble(homewardApp(join(folder, 'thirty')), { policies, root });
    const { user, system } = process.cpuUsage(before);
    expect(stacks).toHaveLength(AUTHORITIES);
    // Of the processor, not of the clock: what else runs here is none of this test's business.
    expect((user + system) / 1e6).toBeLessThan(SECONDS);
  }, 240_000);
});

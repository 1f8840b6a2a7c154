// The template that a deploy of an authority would send, made now and thrown away.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mistake } from '../scenario.ts';
import type { Template } from '../stack/template.ts';
import { synthesizeApart } from '../synthesis.ts';

/** Throws Mistake where the authority's file or the code is at fault. */
export async function templateOf(authority: string): Promise<Template> {
  const outdir = mkdtempSync(join(tmpdir(), 'homeward-template-'));
  try {
    const { templateFile } = await synthesizeApart({ authority, outdir });
    return JSON.parse(readFileSync(templateFile, 'utf8'));
  } catch (error) {
    throw new Mistake((error as Error).message);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
